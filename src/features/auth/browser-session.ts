import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import { AccessTokens } from '../../platform/auth/access-token.ts';
import {
  accessCookieName,
  clearSessionCookies,
  deviceCookieName,
  refreshCookieName,
  setDeviceCookie,
  setSessionCookies,
} from '../../platform/auth/cookies.ts';
import { SessionChecker } from '../../platform/auth/session-checker.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { AttemptLimits } from './attempt-limits.ts';
import type { OpenSession } from './sessions.service.ts';

/** A session as a browser holds it: three cookies that no script can read. */
@Injectable()
export class BrowserSession {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly accessTokens: AccessTokens,
    private readonly sessions: SessionChecker,
    private readonly limits: AttemptLimits,
    private readonly clock: Clock,
  ) {}

  refreshToken(request: IkpaRequest): string | undefined {
    return request.cookies[refreshCookieName(this.config)];
  }

  /** Whose session the browser has, null for none: for routes that are open to everybody. */
  async signedInAs(request: IkpaRequest): Promise<string | null> {
    const token = request.cookies[accessCookieName(this.config)];
    const claims = token === undefined ? null : await this.accessTokens.verify(token, this.clock.now());
    if (claims === null || !(await this.sessions.isActive(claims.sessionId, claims.userId))) return null;
    return claims.userId;
  }

  device(request: IkpaRequest): string | undefined {
    return request.cookies[deviceCookieName(this.config)];
  }

  /** Hands out the tokens of a session. */
  async keep(reply: FastifyReply, session: OpenSession): Promise<void> {
    const now = this.clock.now();
    setSessionCookies(reply, this.config, {
      accessToken: await this.accessTokens.sign(session, now),
      refreshToken: session.refreshToken,
      secondsLeft: (session.expiresAt.getTime() - now.getTime()) / 1000,
    });
  }

  /** Makes this browser known to the limits of the account's next sign-in. */
  remember(reply: FastifyReply, email: string): void {
    setDeviceCookie(reply, this.config, this.limits.deviceToken(email));
  }

  /** Takes the session away; the browser stays known. */
  drop(reply: FastifyReply): void {
    clearSessionCookies(reply, this.config);
  }
}
