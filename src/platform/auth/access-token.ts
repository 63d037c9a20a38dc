import { createHash } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';

const ISSUER = 'ikpa';
const LIFETIME_SECONDS = 600;
const MOST_KNOWN = 2000;

export interface AccessClaims {
  userId: string;
  sessionId: string;
}

/** How long an access token lasts, in seconds. */
export const ACCESS_TOKEN_SECONDS = LIFETIME_SECONDS;

/**
 * Signs and checks access tokens (JWT, HS256). `kid` names the key, so that the previous one is accepted while
 * JWT_ACCESS_SECRET is being changed.
 */
export class AccessTokens {
  readonly #keys = new Map<string, Uint8Array>();
  readonly #current: { id: string; secret: Uint8Array };
  /** Tokens that were checked, oldest first: a page asks many questions with one. */
  readonly #known = new Map<string, { claims: AccessClaims; expiresAt: number }>();

  constructor(secret: string, previous: string | null) {
    this.#current = { id: keyId(secret), secret: new TextEncoder().encode(secret) };
    this.#keys.set(this.#current.id, this.#current.secret);
    if (previous !== null) this.#keys.set(keyId(previous), new TextEncoder().encode(previous));
  }

  async sign(claims: AccessClaims, now: Date): Promise<string> {
    const issuedAt = Math.floor(now.getTime() / 1000);
    return new SignJWT({ sid: claims.sessionId })
      .setProtectedHeader({ alg: 'HS256', kid: this.#current.id })
      .setIssuer(ISSUER)
      .setSubject(claims.userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(this.#current.secret);
  }

  /** The claims of a token that is ours and not expired, else null. */
  async verify(token: string, now: Date): Promise<AccessClaims | null> {
    const known = this.#known.get(token);
    if (known !== undefined) return known.expiresAt > now.getTime() / 1000 ? known.claims : null;
    try {
      const { payload } = await jwtVerify(
        token,
        (header) => {
          const secret = this.#keys.get(header.kid ?? '');
          if (secret === undefined) throw new errors.JWKSNoMatchingKey();
          return secret;
        },
        { algorithms: ['HS256'], issuer: ISSUER, currentDate: now, requiredClaims: ['exp'] },
      );
      const { sub, sid, exp } = payload;
      if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return null;
      const claims = { userId: sub, sessionId: sid };
      this.#remember(token, { claims, expiresAt: exp });
      return claims;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  #remember(token: string, checked: { claims: AccessClaims; expiresAt: number }): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST_KNOWN) this.#known.delete(oldest);
    this.#known.set(token, checked);
  }
}

function keyId(secret: string): string {
  return createHash('sha256').update(`ikpa access key:${secret}`).digest('base64url').slice(0, 10);
}
