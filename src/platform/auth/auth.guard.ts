import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../clock.ts';
import { CONFIG } from '../config.token.ts';
import { NotSignedIn } from '../http/not-signed-in.ts';
import type { Identity, IkpaRequest } from '../http/request.ts';
import { handlerOf, isPublic, isSafe, scopesOf } from './access.ts';
import { AccessTokens } from './access-token.ts';
import { accessCookieName } from './cookies.ts';
import { PROGRAM_TOKEN_PREFIX, ProgramTokens } from './program-tokens.ts';
import type { Scope } from './program-tokens.ts';
import { SessionChecker } from './session-checker.ts';

/** A write that did not come from our own pages. */
export class ForeignOrigin extends DomainError {
  constructor() {
    super('foreign-origin', 'forbidden', 'This request does not come from a page of this installation.');
  }
}

/** What decides about access is for the person alone. */
export class PeopleAlone extends DomainError {
  constructor() {
    super('people-only', 'forbidden', 'A program cannot do this: sign in as yourself.');
  }
}

/** The program's token does not reach so far. */
export class ScopeMissing extends DomainError {
  constructor(scopes: readonly Scope[]) {
    super('scope-missing', 'forbidden', `The token needs the scope ${scopes.join(' or ')} for this.`);
  }
}

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
    private readonly sessions: SessionChecker,
    private readonly clock: Clock,
    private readonly tokens: AccessTokens,
    private readonly programs: ProgramTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IkpaRequest>();
    const bearer = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined && !isSafe(request.method)) this.#refuseForeign(request);
    if (isPublic(handlerOf(context))) return true;
    const token = bearer ?? request.cookies[accessCookieName(this.config)];
    if (token === undefined) throw new NotSignedIn();
    if (token.startsWith(PROGRAM_TOKEN_PREFIX)) {
      request.identity = await this.#program(context, token);
      return true;
    }
    const claims = await this.tokens.verify(token, this.clock.now());
    if (claims === null || !(await this.sessions.isActive(claims.sessionId, claims.userId)))
      throw new NotSignedIn();
    request.identity = claims;
    return true;
  }

  /** Who a program acts for, where its scopes reach. Throws NotSignedIn, PeopleAlone, ScopeMissing. */
  async #program(context: ExecutionContext, token: string): Promise<Identity> {
    const program = await this.programs.check(token);
    if (program === null) throw new NotSignedIn();
    const { method } = context.switchToHttp().getRequest<IkpaRequest>();
    const enough = scopesOf(handlerOf(context), method);
    if (enough.length === 0) throw new PeopleAlone();
    if (!enough.some((scope) => program.scopes.includes(scope))) throw new ScopeMissing(enough);
    return { userId: program.userId, sessionId: program.tokenId };
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
