import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.ts';
import { Answers, CurrentUser, PeopleOnly, Public, Refuses } from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { PursesService } from '../purses/purses.service.ts';
import { InvitationNotOpen, InvitationsService } from './invitations.service.ts';
import { AcceptedInvitation, InvitationPreview, InvitationSecret } from './sharing.contract.ts';

/** For whoever holds an invitation's link. Its secret comes in the body: a path would stand in logs. */
@ApiTags('sharing')
@PeopleOnly()
@Controller('invitations')
export class JoiningController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly purses: PursesService,
    private readonly database: Database,
  ) {}

  @Post('look')
  @Public()
  @Refuses(404)
  @Answers(InvitationPreview)
  async look(@Body({ schema: InvitationSecret }) body: InvitationSecret): Promise<InvitationPreview> {
    return this.database.withNobody((em) => this.invitations.look(em, body.secret));
  }

  @Post('accept')
  @Refuses(404)
  @Answers(AcceptedInvitation)
  async accept(
    @CurrentUser() user: Identity,
    @Body({ schema: InvitationSecret }) body: InvitationSecret,
  ): Promise<AcceptedInvitation> {
    return this.database.withUser(user.userId, async (em) => {
      const { purseId } = await this.invitations.accept(em, body.secret);
      const purse = (await this.purses.listForUser(em, user.userId)).find((each) => each.id === purseId);
      if (purse === undefined) throw new InvitationNotOpen();
      return { purse };
    });
  }
}
