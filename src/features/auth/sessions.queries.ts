import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

export interface FoundToken {
  id: string;
  sessionId: string;
  userId: string;
  /** Milliseconds since the token was replaced, or null. */
  replacedFor: number | null;
  /** Milliseconds since the session was opened. */
  sessionAge: number;
  isUsable: boolean;
}

/** A refresh token by the hashes it may be stored under, with its session; holds the session's row until commit. */
export async function lockToken(em: EntityManager, hashes: Buffer[], now: Date): Promise<FoundToken | null> {
  const found = await sql<FoundToken>`
    select t.id, t.session_id as "sessionId", s.user_id as "userId", ${milliseconds(now, 't.replaced_at')} as "replacedFor",
           ${milliseconds(now, 's.created_at')} as "sessionAge",
           s.revoked_at is null and s.expires_at > ${now} and u.suspended_at is null as "isUsable"
      from refresh_tokens t
      join sessions s on s.id = t.session_id
      join users u on u.id = s.user_id
     where t.hash in (${sql.join(hashes)})
       for update of s, t`.execute(em.getKysely());
  return found.rows[0] ?? null;
}

/** How long ago the instant of a column was, in milliseconds. */
const milliseconds = (now: Date, column: string) =>
  sql<number>`(extract(epoch from ${now}::timestamptz - ${sql.ref(column)}) * 1000)::float8`;

/** Whether a token stored under one of these hashes was replaced; null where none is stored. */
export async function isReplaced(em: EntityManager, hashes: Buffer[]): Promise<boolean | null> {
  const found = await sql<{ replaced: boolean }>`
    select replaced_at is not null as replaced from refresh_tokens where hash in (${sql.join(hashes)})`.execute(
    em.getKysely(),
  );
  return found.rows[0]?.replaced ?? null;
}

/** Ends sessions of a person that are still open, all but one of them; answers which. */
export async function endSessions(
  em: EntityManager,
  given: { userId: string; only?: string; except?: string },
  now: Date,
): Promise<string[]> {
  const ended = await sql<{ id: string }>`
    update sessions set revoked_at = ${now}
     where user_id = ${given.userId} and revoked_at is null
       and (${given.only ?? null}::uuid is null or id = ${given.only ?? null}::uuid)
       and (${given.except ?? null}::uuid is null or id <> ${given.except ?? null}::uuid)
    returning id`.execute(em.getKysely());
  return ended.rows.map((row) => row.id);
}

/** Removes what is left of a person's ended sessions; their refresh tokens go with them. */
export async function removeEnded(em: EntityManager, userId: string, now: Date): Promise<void> {
  await sql`delete from sessions
             where user_id = ${userId} and (revoked_at is not null or expires_at <= ${now})`.execute(
    em.getKysely(),
  );
}
