import { createHmac, randomBytes } from 'node:crypto';

/**
 * Opaque refresh tokens. What is stored is an HMAC under JWT_REFRESH_SECRET, so that a copy of the database opens
 * nothing; what the previous secret made is accepted while the secret is being changed.
 *
 * The successor of a token follows from it and the secret: whoever repeats a rotation (a second tab, a lost answer)
 * gets the same successor, and a session stays one chain instead of growing branches.
 */
export class RefreshTokens {
  readonly #secrets: readonly string[];

  constructor(secret: string, previous: string | null) {
    this.#secrets = previous === null ? [secret] : [secret, previous];
  }

  /** The first token of a session. */
  first(): string {
    return randomBytes(32).toString('base64url');
  }

  /** The token that replaces this one; under the current secret first, as rotated before a change of secret second. */
  successors(token: string): string[] {
    return this.#secrets.map((secret) =>
      createHmac('sha256', secret).update(`ikpa successor:${token}`).digest('base64url'),
    );
  }

  /** What is stored of a token; the first under the current secret. */
  hashes(token: string): Buffer[] {
    return this.#secrets.map((secret) =>
      createHmac('sha256', secret).update(`ikpa refresh:${token}`).digest(),
    );
  }
}
