import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, CurrentUser, InPurse, Requires, Versioned } from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { PurseList, PurseView, UpdatePurse } from './purses.contract.ts';
import { PursesService } from './purses.service.ts';

@ApiTags('purses')
@Controller('purses')
export class PursesController {
  constructor(
    private readonly purses: PursesService,
    private readonly database: Database,
  ) {}

  @Get()
  @Answers(PurseList)
  async list(@CurrentUser() user: Identity): Promise<PurseList> {
    return this.database.withUser(user.userId, async (em) => ({
      items: await this.purses.listForUser(em, user.userId),
    }));
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
