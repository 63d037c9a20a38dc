import { Module } from '@nestjs/common';
import { SessionChecker } from '../../platform/auth/session-checker.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { SharingModule } from '../sharing/sharing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AttemptLimits } from './attempt-limits.ts';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { BrowserSession } from './browser-session.ts';
import { PasswordsService } from './passwords.service.ts';
import { SessionCache } from './session-cache.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsService } from './sessions.service.ts';
import { SignUpService } from './sign-up.service.ts';

@Module({
  imports: [UsersModule, SharingModule, PursesModule],
  controllers: [AuthController, SessionsController],
  providers: [
    AuthService,
    AttemptLimits,
    BrowserSession,
    SignUpService,
    PasswordsService,
    SessionsService,
    SessionCache,
    { provide: SessionChecker, useExisting: SessionCache },
  ],
  exports: [SessionChecker, PasswordsService, SessionsService],
})
export class AuthModule {}
