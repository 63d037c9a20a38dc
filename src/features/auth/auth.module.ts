import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SessionChecker } from '../../platform/auth/session-checker.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { SharingModule } from '../sharing/sharing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AttemptLimits } from './attempt-limits.ts';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { BrowserSession } from './browser-session.ts';
import { MailVerificationJob } from './mail-verification.job.ts';
import { PasswordsService } from './passwords.service.ts';
import { SessionCache } from './session-cache.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsService } from './sessions.service.ts';
import { SignUpService } from './sign-up.service.ts';
import { VerificationService } from './verification.service.ts';

@Module({
  imports: [UsersModule, SharingModule, PursesModule],
  controllers: [AuthController, SessionsController],
  providers: [
    AuthService,
    AttemptLimits,
    BrowserSession,
    SignUpService,
    VerificationService,
    MailVerificationJob,
    PasswordsService,
    SessionsService,
    SessionCache,
    { provide: SessionChecker, useExisting: SessionCache },
  ],
  exports: [SessionChecker, PasswordsService, SessionsService],
})
export class AuthModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly verification: MailVerificationJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.verification);
  }
}
