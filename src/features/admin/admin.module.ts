import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminController, ResetController } from './admin.controller.ts';
import { ForgottenService } from './forgotten.service.ts';
import { MailResetJob } from './mail-reset.job.ts';
import { OperatorsService } from './operators.service.ts';
import { PeopleService } from './people.service.ts';
import { ResetService } from './reset.service.ts';
import { SystemService } from './system.service.ts';

@Module({
  imports: [AuthModule, PursesModule, UsersModule],
  controllers: [AdminController, ResetController],
  providers: [PeopleService, ResetService, ForgottenService, OperatorsService, SystemService, MailResetJob],
})
export class AdminModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly reset: MailResetJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.reset);
  }
}
