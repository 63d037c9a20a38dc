import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../clock.ts';
import { CONFIG } from '../config.token.ts';
import { PUBLIC } from '../http/decorators.ts';
import { NotSignedIn } from '../http/not-signed-in.ts';
import type { IkpaRequest } from '../http/request.ts';
import { AccessTokens } from './access-token.ts';
import { accessCookieName } from './cookies.ts';
import { SessionChecker } from './session-checker.ts';

/** A write that did not come from our own pages. */
export class ForeignOrigin extends DomainError {
  constructor() {
    super('foreign-origin', 'forbidden', 'This request does not come from a page of this installation.');
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The one guard: every route is closed unless `@Public()`. Cookies for browsers, `Authorization: Bearer` for programs.
 * A write that rests on cookies, or on none yet (sign-in), must carry the `X-Ikpa-Client` header, which a foreign
 * page cannot set without a preflight, and an Origin of ours where the browser sends one.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reflector: Reflector,
    private readonly sessions: SessionChecker,
    private readonly clock: Clock,
    private readonly tokens: AccessTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IkpaRequest>();
    const bearer = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined && !SAFE.has(request.method)) this.#refuseForeign(request);
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true) return true;
    const token = bearer ?? request.cookies[accessCookieName(this.config)];
    if (token === undefined) throw new NotSignedIn();
    const claims = await this.tokens.verify(token, this.clock.now());
    if (claims === null || !(await this.sessions.isActive(claims.sessionId, claims.userId)))
      throw new NotSignedIn();
    request.identity = claims;
    return true;
  }

  #refuseForeign(request: IkpaRequest): void {
    if (request.headers['x-ikpa-client'] === undefined) throw new ForeignOrigin();
    const origin = request.headers.origin;
    if (origin === undefined || origin === new URL(this.config.http.publicUrl).origin) return;
    // On a laptop the same page is reached as localhost and as 127.0.0.1.
    const given = URL.parse(origin);
    const own = new URL(this.config.http.publicUrl);
    const sameLaptop =
      given !== null && LOOPBACK.has(own.hostname) && LOOPBACK.has(given.hostname) && given.port === own.port;
    if (!sameLaptop) throw new ForeignOrigin();
  }
}
