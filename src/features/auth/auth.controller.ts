import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import { COUNTRY_CODES, countryPack } from '../../domain/country.ts';
import { AccessTokens } from '../../platform/auth/access-token.ts';
import { clearSessionCookies, refreshCookieName, setSessionCookies } from '../../platform/auth/cookies.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Answers, Public } from '../../platform/http/decorators.ts';
import { NotSignedIn } from '../../platform/http/not-signed-in.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { AuthOptions, SignIn, SignUp, SignedIn } from './auth.contract.ts';
import { AuthService } from './auth.service.ts';
import type { OpenSession, Origin } from './sessions.service.ts';
import { SignUpService } from './sign-up.service.ts';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly auth: AuthService,
    private readonly signUps: SignUpService,
    private readonly accessTokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  @Get('options')
  @Answers(AuthOptions)
  options(): AuthOptions {
    return {
      signUp: this.config.auth.signUp,
      passwordMinLength: this.config.auth.passwordMinLength,
      countries: COUNTRY_CODES.map((code) => {
        const { name, currency, zone } = countryPack(code);
        return { code, name, currency, zone };
      }),
    };
  }

  @Post('sign-up')
  @Answers(SignedIn, { status: 201 })
  async signUp(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: SignUp }) body: SignUp,
  ): Promise<SignedIn> {
    const { session, answer } = await this.signUps.signUp(body, originOf(request));
    await this.#keep(reply, session);
    return answer;
  }

  @Post('sign-in')
  @Answers(SignedIn)
  async signIn(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: SignIn }) body: SignIn,
  ): Promise<SignedIn> {
    const { session, answer } = await this.auth.signIn(body, originOf(request));
    await this.#keep(reply, session);
    return answer;
  }

  @Post('refresh')
  @Answers(SignedIn)
  async refresh(
    @Req() request: IkpaRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const token = request.cookies[refreshCookieName(this.config)];
    const refreshed = token === undefined ? null : await this.auth.refresh(token);
    if (refreshed === null) {
      clearSessionCookies(reply, this.config);
      throw new NotSignedIn();
    }
    await this.#keep(reply, refreshed.session);
    return refreshed.answer;
  }

  @Post('sign-out')
  @Answers(null)
  async signOut(@Req() request: IkpaRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.auth.signOut(request.cookies[refreshCookieName(this.config)]);
    clearSessionCookies(reply, this.config);
  }

  async #keep(reply: FastifyReply, session: OpenSession): Promise<void> {
    const now = this.clock.now();
    setSessionCookies(reply, this.config, {
      accessToken: await this.accessTokens.sign(session, now),
      refreshToken: session.refreshToken,
      secondsLeft: (session.expiresAt.getTime() - now.getTime()) / 1000,
    });
  }
}

function originOf(request: IkpaRequest): Origin {
  return { address: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null };
}
