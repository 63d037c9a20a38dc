import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { PROGRAM_TOKEN_PREFIX, ProgramTokens } from '../../platform/auth/program-tokens.ts';
import type { ProgramIdentity, Scope } from '../../platform/auth/program-tokens.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { ProgramToken } from './program-token.entity.ts';
import type { CreateProgramToken, CreatedProgramToken, ProgramTokenView } from './programs.contract.ts';

/** No token of this person that still holds has that id. */
export class ProgramTokenNotFound extends DomainError {
  constructor() {
    super('token-not-found', 'not-found', 'There is no such token.');
  }
}

const DAY_MS = 86_400_000;
const SECRET_BYTES = 32;
/** "Last used" is kept to the minute: a write per request would cost more than the request. */
const USED_EVERY_MS = 60_000;

/** Personal access tokens: how programs act for a person. */
@Injectable()
export class ProgramsService extends ProgramTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async list(userId: string): Promise<ProgramTokenView[]> {
    return this.database.withUser(userId, async (em) => {
      const found = await em.find(ProgramToken, { userId, revokedAt: null }, { orderBy: { id: 'desc' } });
      return found.map(view);
    });
  }

  /** Makes a token; its secret is told once and kept only as a hash. */
  async create(userId: string, given: CreateProgramToken): Promise<CreatedProgramToken> {
    const secret = `${PROGRAM_TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const now = this.clock.now();
    return this.database.withUser(userId, async (em) => {
      const token = em.create(
        ProgramToken,
        {
          userId,
          name: given.name,
          scopes: [...new Set(given.scopes)],
          hash: hashOf(secret),
          createdAt: now,
          expiresAt: given.days === null ? null : new Date(now.getTime() + given.days * DAY_MS),
          lastUsedAt: null,
          revokedAt: null,
        },
        { persist: true },
      );
      await em.flush();
      return { token: view(token), secret };
    });
  }

  /** Ends a token at once. Throws ProgramTokenNotFound. */
  async revoke(userId: string, id: string): Promise<void> {
    await this.database.withUser(userId, async (em) => {
      const token = await em.findOne(ProgramToken, { id, userId, revokedAt: null });
      if (token === null) throw new ProgramTokenNotFound();
      token.revokedAt = this.clock.now();
      await em.flush();
    });
  }

  override async check(token: string): Promise<ProgramIdentity | null> {
    const now = this.clock.now();
    return this.database.withNobody(async (em) => {
      const found = await sql<{ id: string; user_id: string; scopes: Scope[]; last_used_at: Date | null }>`
        select t.id, t.user_id, t.scopes, t.last_used_at
          from program_tokens t join users u on u.id = t.user_id
         where t.hash = ${hashOf(token)} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})
           and u.suspended_at is null`.execute(em.getKysely());
      const row = found.rows[0];
      if (row === undefined) return null;
      const usedAt = row.last_used_at === null ? 0 : new Date(row.last_used_at).getTime();
      if (now.getTime() - usedAt >= USED_EVERY_MS) {
        await sql`update program_tokens set last_used_at = ${now} where id = ${row.id}`.execute(
          em.getKysely(),
        );
      }
      return { userId: row.user_id, tokenId: row.id, scopes: row.scopes };
    });
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function view(token: ProgramToken): ProgramTokenView {
  return {
    id: token.id,
    name: token.name,
    scopes: token.scopes as Scope[],
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
