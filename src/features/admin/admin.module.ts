import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminController, ResetController } from './admin.controller.ts';
import { PeopleService } from './people.service.ts';
import { ResetService } from './reset.service.ts';
import { SystemService } from './system.service.ts';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [AdminController, ResetController],
  providers: [PeopleService, ResetService, SystemService],
})
export class AdminModule {}
