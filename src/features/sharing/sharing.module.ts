import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { InvitationMail } from './invitation-mail.ts';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsService } from './invitations.service.ts';
import { JoiningController } from './joining.controller.ts';
import { MailInvitationJob } from './mail-invitation.job.ts';
import { MembersController } from './members.controller.ts';
import { MembersService } from './members.service.ts';

@Module({
  imports: [PursesModule],
  controllers: [MembersController, InvitationsController, JoiningController],
  providers: [MembersService, InvitationsService, InvitationMail, MailInvitationJob],
  exports: [InvitationsService],
})
export class SharingModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly invitation: MailInvitationJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.invitation);
  }
}
