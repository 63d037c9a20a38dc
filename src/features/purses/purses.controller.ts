import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { newId } from '../../platform/database/new-id.ts';
import {
  Answers,
  CurrentUser,
  InPurse,
  PeopleOnly,
  Requires,
  Versioned,
} from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { UsersService } from '../users/users.service.ts';
import { CreatePurse, PurseList, PurseView, UpdatePurse } from './purses.contract.ts';
import { PursesService } from './purses.service.ts';

@ApiTags('purses')
@Controller('purses')
export class PursesController {
  constructor(
    private readonly purses: PursesService,
    private readonly users: UsersService,
    private readonly database: Database,
  ) {}

  @Get()
  @Answers(PurseList)
  async list(@CurrentUser() user: Identity): Promise<PurseList> {
    return this.database.withUser(user.userId, async (em) => ({
      items: await this.purses.listForUser(em, user.userId),
    }));
  }

  /** Opens another purse of one's own, with the first categories of the person's country. */
  @Post()
  @PeopleOnly()
  @Answers(PurseView, { status: 201 })
  async create(
    @CurrentUser() { userId }: Identity,
    @Body({ schema: CreatePurse }) { name }: CreatePurse,
  ): Promise<PurseView> {
    const { country, zone } = await this.users.show(userId);
    return this.database.withNewPurse({ purseId: newId(), userId }, (purse) =>
      this.purses.createPersonalPurse(purse, { name, country, zone, stated: null }),
    );
  }

  @Get(':purseId')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Answers(PurseView)
  async show(@InPurse() purse: PurseContext): Promise<PurseView> {
    return this.purses.show(purse);
  }

  @Patch(':purseId')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Versioned('purses', 'purseId')
  @Requires('editor')
  @Answers(PurseView)
  async update(
    @InPurse() purse: PurseContext,
    @Body({ schema: UpdatePurse }) body: UpdatePurse,
  ): Promise<PurseView> {
    return this.purses.update(purse, body);
  }
}
