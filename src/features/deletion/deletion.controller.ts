import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import {
  Answers,
  CurrentUser,
  InPurse,
  PeopleOnly,
  Requires,
  Streams,
} from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { DeletionView, RequestDeletion } from './deletion.contract.ts';
import { DeletionService } from './deletion.service.ts';

@ApiTags('deletion')
@PeopleOnly()
@Controller()
export class DeletionController {
  constructor(
    private readonly deletion: DeletionService,
    private readonly passwords: PasswordsService,
    private readonly database: Database,
  ) {}

  @Get('purses/:purseId/deletion')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Answers(DeletionView)
  async purse(@InPurse() purse: PurseContext): Promise<DeletionView> {
    return this.deletion.purse(purse);
  }

  /** Deletes the purse when the time of grace is over; until then the owner may take it back. */
  @Post('purses/:purseId/deletion')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Streams()
  @Requires('owner')
  @Answers(DeletionView)
  async requestForPurse(
    @PurseToOpen() open: RequestedPurse,
    @Body({ schema: RequestDeletion }) body: RequestDeletion,
  ): Promise<DeletionView> {
    // No transaction waits while the password is checked.
    await this.passwords.confirm(open.userId, body.currentPassword);
    return this.database.withPurse(open, (purse) => this.deletion.requestForPurse(purse));
  }

  @Delete('purses/:purseId/deletion')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Requires('owner')
  @Answers(null)
  async cancelForPurse(@InPurse() purse: PurseContext): Promise<void> {
    await this.deletion.cancelForPurse(purse);
  }

  @Get('me/deletion')
  @Answers(DeletionView)
  async person(@CurrentUser() { userId }: Identity): Promise<DeletionView> {
    return this.deletion.person(userId);
  }

  /** Deletes the person and the purses that only they have when the time of grace is over. Signing in takes it back. */
  @Post('me/deletion')
  @Answers(DeletionView)
  async requestForPerson(
    @CurrentUser() { userId }: Identity,
    @Body({ schema: RequestDeletion }) body: RequestDeletion,
  ): Promise<DeletionView> {
    await this.passwords.confirm(userId, body.currentPassword);
    return this.deletion.requestForPerson(userId);
  }

  @Delete('me/deletion')
  @Answers(null)
  async cancelForPerson(@CurrentUser() { userId }: Identity): Promise<void> {
    await this.deletion.cancelForPerson(userId);
  }
}
