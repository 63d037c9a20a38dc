import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import { COUNTRY_CODES, countryPack } from '../../domain/country.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Answers, Public, Refuses } from '../../platform/http/decorators.ts';
import { NotSignedIn } from '../../platform/http/not-signed-in.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { AttemptLimits } from './attempt-limits.ts';
import { AuthOptions, SignIn, SignUp, SignedIn, VerifyAddress } from './auth.contract.ts';
import { AuthService } from './auth.service.ts';
import { BrowserSession } from './browser-session.ts';
import type { Origin } from './sessions.service.ts';
import { SignUpService } from './sign-up.service.ts';
import { VerificationService } from './verification.service.ts';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly auth: AuthService,
    private readonly signUps: SignUpService,
    private readonly limits: AttemptLimits,
    private readonly browser: BrowserSession,
    private readonly verification: VerificationService,
  ) {}

  @Get('options')
  @Answers(AuthOptions)
  async options(): Promise<AuthOptions> {
    return {
      signUp: await this.signUps.mode(),
      passwordMinLength: this.config.auth.passwordMinLength,
      mail: this.config.mail !== null,
      demo: this.config.demo,
      countries: COUNTRY_CODES.map((code) => {
        const { name, currency, zone } = countryPack(code);
        return { code, name, currency, zone };
      }),
    };
  }

  @Post('sign-up')
  @Refuses(404)
  @Answers(SignedIn, { status: 201 })
  async signUp(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: SignUp }) body: SignUp,
  ): Promise<SignedIn> {
    await this.limits.countSignUp(request.ip);
    const { session, answer } = await this.signUps.signUp(body, originOf(request));
    await this.browser.keep(reply, session);
    this.browser.remember(reply, body.email);
    return answer;
  }

  @Post('sign-in')
  @Refuses(401)
  @Answers(SignedIn)
  async signIn(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: SignIn }) body: SignIn,
  ): Promise<SignedIn> {
    const device = this.browser.device(request);
    const { session, answer } = await this.auth.signIn(body, originOf(request), device);
    await this.browser.keep(reply, session);
    this.browser.remember(reply, body.email);
    return answer;
  }

  @Post('refresh')
  @Refuses(401)
  @Answers(SignedIn)
  async refresh(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const refreshed = await this.auth.refresh(this.browser.refreshToken(request));
    if (refreshed === null) {
      this.browser.drop(reply);
      throw new NotSignedIn();
    }
    await this.browser.keep(reply, refreshed.session);
    return refreshed.answer;
  }

  /** For whoever reads the mail of an address. Its secret comes in the body: a path would stand in logs. */
  @Post('verify')
  @Refuses(404)
  @Answers(null)
  async verify(
    @Body({ schema: VerifyAddress }) body: VerifyAddress,
    @Req() request: IkpaRequest,
  ): Promise<void> {
    await this.verification.verify(body.secret, await this.browser.signedInAs(request));
  }

  @Post('sign-out')
  @Answers(null)
  async signOut(@Req() request: IkpaRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.auth.signOut(this.browser.refreshToken(request));
    this.browser.drop(reply);
  }
}

function originOf(request: IkpaRequest): Origin {
  return { address: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null };
}
