import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, CurrentUser, PeopleOnly } from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { ChangePassword, SessionList, SessionParams } from './auth.contract.ts';
import { PasswordsService } from './passwords.service.ts';
import { SessionsService } from './sessions.service.ts';
import { VerificationService } from './verification.service.ts';

/** What a signed-in person does about their own access. */
@ApiTags('me')
@PeopleOnly()
@Controller('me')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly passwords: PasswordsService,
    private readonly verification: VerificationService,
  ) {}

  @Get('sessions')
  @Answers(SessionList)
  async list(@CurrentUser() user: Identity): Promise<SessionList> {
    return { items: await this.sessions.list(user.userId, user.sessionId) };
  }

  @Delete('sessions/:sessionId')
  @ApiParam({ name: 'sessionId', format: 'uuid' })
  @Answers(null)
  async end(
    @CurrentUser() user: Identity,
    @Param({ schema: SessionParams }) params: { sessionId: string },
  ): Promise<void> {
    await this.sessions.end(user.userId, params.sessionId);
  }

  @Post('password')
  @Answers(null)
  async changePassword(
    @CurrentUser() user: Identity,
    @Body({ schema: ChangePassword }) body: ChangePassword,
  ): Promise<void> {
    await this.passwords.change(user, body);
  }

  /** Sends the mail that asks to confirm the address once more. */
  @Post('verification')
  @Answers(null, { status: 202 })
  async sendVerification(@CurrentUser() user: Identity): Promise<void> {
    await this.verification.again(user.userId);
  }
}
