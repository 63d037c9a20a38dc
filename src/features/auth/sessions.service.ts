import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/database/new-id.ts';
import { networkOf } from '../../platform/http/address.ts';
import type { SessionView } from './auth.contract.ts';
import { RefreshToken } from './refresh-token.entity.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { SessionCache } from './session-cache.ts';
import { Session } from './session.entity.ts';
import { endSessions, isReplaced, lockToken, removeEnded } from './sessions.queries.ts';
import type { FoundToken } from './sessions.queries.ts';

/** No open session of this person has that id. */
export class SessionNotFound extends DomainError {
  constructor() {
    super('session-not-found', 'not-found', 'There is no such session.');
  }
}

/** From where somebody signs in, as far as it is shown in the list of sessions. */
export interface Origin {
  address: string;
  userAgent: string | null;
}

export interface OpenSession {
  userId: string;
  sessionId: string;
  refreshToken: string;
  expiresAt: Date;
}

const DAY_MS = 86_400_000;
/** A session lasts this long after it was last used … */
const IDLE_MS = 30 * DAY_MS;
/** … and never longer than this. */
const LONGEST_MS = 180 * DAY_MS;
/** Two tabs may rotate the same token: the second one within this time is no thief. */
const REPEAT_MS = 10_000;
/** Rotations that can lie between a token and the newest one within REPEAT_MS. */
const MAX_STEPS = 20;

/** Sessions and the chain of refresh tokens that keeps each alive. */
@Injectable()
export class SessionsService {
  readonly #tokens: RefreshTokens;

  constructor(
    private readonly database: Database,
    private readonly cache: SessionCache,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.#tokens = new RefreshTokens(config.auth.refreshSecret, config.auth.refreshSecretPrevious);
  }

  /** Opens a session in the transaction of `em` and clears away the person's ended ones. */
  async open(em: EntityManager, userId: string, origin: Origin): Promise<OpenSession> {
    const now = this.clock.now();
    await removeEnded(em, userId, now);
    const session = em.create(
      Session,
      {
        id: newId(),
        userId,
        userAgent: origin.userAgent,
        address: origin.address,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + IDLE_MS),
        revokedAt: null,
      },
      { persist: true },
    );
    await em.flush();
    const refreshToken = this.#tokens.first();
    await this.#store(em, session.id, refreshToken, now);
    return { userId, sessionId: session.id, refreshToken, expiresAt: session.expiresAt };
  }

  /**
   * Takes a refresh token and gives the next one, or null where it does not hold. One that was replaced before is
   * taken again for ten seconds and gives the newest of its session; later it ends the session, since one of two
   * holders stole it.
   */
  async rotate(token: string): Promise<OpenSession | null> {
    const now = this.clock.now();
    const outcome = await this.database.withNobody(async (em) => {
      const found = await lockToken(em, this.#tokens.hashes(token), now);
      if (found === null || !found.isUsable) return null;
      if (found.replacedFor === null) return this.#replace(em, found, token, now);
      // Under a clock that was set back it was replaced in the future: no second tab either.
      const late = Math.abs(found.replacedFor) > REPEAT_MS;
      const newest = late ? null : await this.#newest(em, token);
      if (newest !== null) return this.#touch(em, found, newest, now);
      return { ended: await endSessions(em, { userId: found.userId, only: found.sessionId }, now) };
    });
    if (outcome === null || !('ended' in outcome)) return outcome;
    this.cache.end(outcome.ended);
    return null;
  }

  /** Ends the session that a refresh token belongs to, whatever became of it. */
  async endByToken(token: string): Promise<void> {
    const now = this.clock.now();
    const ended = await this.database.withNobody(async (em) => {
      const found = await lockToken(em, this.#tokens.hashes(token), now);
      return found === null ? [] : endSessions(em, { userId: found.userId, only: found.sessionId }, now);
    });
    this.cache.end(ended);
  }

  /** A person's open sessions, the last used first. */
  async list(userId: string, currentId: string): Promise<SessionView[]> {
    const now = this.clock.now();
    const sessions = await this.database.withUser(userId, (em) =>
      em.find(
        Session,
        { userId, revokedAt: null, expiresAt: { $gt: now } },
        { orderBy: { lastSeenAt: 'desc', id: 'desc' } },
      ),
    );
    return sessions.map((session) => view(session, currentId));
  }

  /** The networks from which a person is signed in just now. */
  async networksOf(em: EntityManager, userId: string | null): Promise<string[]> {
    // Asked for nobody too, so that an unknown address costs what a known one does.
    const sessions = await em.find(Session, { userId: userId ?? newId(), revokedAt: null });
    return sessions.flatMap(({ address }) => (address == null ? [] : [networkOf(address)]));
  }

  /** Ends one session of a person. Throws SessionNotFound, also for somebody else's. */
  async end(userId: string, sessionId: string): Promise<void> {
    const now = this.clock.now();
    const ended = await this.database.withUser(userId, (em) =>
      endSessions(em, { userId, only: sessionId }, now),
    );
    if (ended.length === 0) throw new SessionNotFound();
    this.cache.end(ended);
  }

  /** Ends every session of a person in the transaction of `em`; `announce` them after it committed. */
  async endAll(em: EntityManager, userId: string): Promise<string[]> {
    return endSessions(em, { userId }, this.clock.now());
  }

  /** Ends every session of a person but one in the transaction of `em`; `announce` them after it committed. */
  async endOthers(em: EntityManager, userId: string, exceptId: string): Promise<string[]> {
    return endSessions(em, { userId, except: exceptId }, this.clock.now());
  }

  /** Tells every process about sessions that ended. */
  announce(ended: string[]): void {
    this.cache.end(ended);
  }

  async #replace(em: EntityManager, found: FoundToken, token: string, now: Date): Promise<OpenSession> {
    await em.nativeUpdate(RefreshToken, { id: found.id }, { replacedAt: now });
    const [next = ''] = this.#tokens.successors(token);
    await this.#store(em, found.sessionId, next, now);
    return this.#touch(em, found, next, now);
  }

  /** Follows the chain from a replaced token to its end; null where it breaks. */
  async #newest(em: EntityManager, token: string): Promise<string | null> {
    let current = token;
    for (let step = 0; step < MAX_STEPS; step += 1) {
      let next: { token: string; replaced: boolean } | null = null;
      for (const candidate of this.#tokens.successors(current)) {
        const replaced = await isReplaced(em, this.#tokens.hashes(candidate));
        if (replaced !== null) next = { token: candidate, replaced };
      }
      if (next === null) return null;
      if (!next.replaced) return next.token;
      current = next.token;
    }
    return null;
  }

  async #touch(em: EntityManager, found: FoundToken, refreshToken: string, now: Date): Promise<OpenSession> {
    const expiresAt = new Date(now.getTime() + Math.min(IDLE_MS, LONGEST_MS - found.sessionAge));
    await em.nativeUpdate(Session, { id: found.sessionId }, { lastSeenAt: now, expiresAt });
    return { userId: found.userId, sessionId: found.sessionId, refreshToken, expiresAt };
  }

  async #store(em: EntityManager, sessionId: string, token: string, now: Date): Promise<void> {
    const [hash] = this.#tokens.hashes(token);
    if (hash === undefined) throw new Error('no refresh secret is configured');
    em.create(RefreshToken, { sessionId, hash, createdAt: now, replacedAt: null }, { persist: true });
    await em.flush();
  }
}

function view(session: Session, currentId: string): SessionView {
  return {
    id: session.id,
    userAgent: session.userAgent ?? null,
    address: session.address ?? null,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    current: session.id === currentId,
  };
}
