import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, AnswersSecret, InPurse, PeopleOnly, Requires } from '../../platform/http/decorators.ts';
import { InvitationsService } from './invitations.service.ts';
import { CreateInvitation, CreatedInvitation, InvitationList, InvitationParams } from './sharing.contract.ts';

@ApiTags('sharing')
@ApiParam({ name: 'purseId', format: 'uuid' })
@PeopleOnly()
@Requires('owner')
@Controller('purses/:purseId/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Answers(InvitationList)
  async list(@InPurse() purse: PurseContext): Promise<InvitationList> {
    return { items: await this.invitations.list(purse) };
  }

  @Post()
  @AnswersSecret()
  @Answers(CreatedInvitation, { status: 201 })
  async create(
    @InPurse() purse: PurseContext,
    @Body({ schema: CreateInvitation }) body: CreateInvitation,
  ): Promise<CreatedInvitation> {
    return this.invitations.create(purse, body);
  }

  @Delete(':invitationId')
  @ApiParam({ name: 'invitationId', format: 'uuid' })
  @Answers(null)
  async withdraw(
    @InPurse() purse: PurseContext,
    @Param({ schema: InvitationParams }) params: { invitationId: string },
  ): Promise<void> {
    await this.invitations.withdraw(purse, params.invitationId);
  }
}
