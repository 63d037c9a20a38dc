import { Module } from '@nestjs/common';
import { PursesModule } from '../purses/purses.module.ts';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsService } from './invitations.service.ts';
import { JoiningController } from './joining.controller.ts';
import { MembersController } from './members.controller.ts';
import { MembersService } from './members.service.ts';

@Module({
  imports: [PursesModule],
  controllers: [MembersController, InvitationsController, JoiningController],
  providers: [MembersService, InvitationsService],
  exports: [InvitationsService],
})
export class SharingModule {}
