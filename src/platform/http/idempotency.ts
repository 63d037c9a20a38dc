import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import type { PurseContext } from '../database/purse-context.ts';

/** The key was used before for another request. */
export class KeyReused extends DomainError {
  constructor() {
    super('idempotency-key-reused', 'invalid', 'This Idempotency-Key was used for another request.', [
      { pointer: 'header Idempotency-Key', detail: 'use a new key for a new request' },
    ]);
  }
}

/** A key that is too long or empty. */
export class KeyMalformed extends DomainError {
  constructor() {
    super('idempotency-key-malformed', 'invalid', 'An Idempotency-Key has 1 to 255 visible characters.', [
      { pointer: 'header Idempotency-Key', detail: '1 to 255 visible ASCII characters' },
    ]);
  }
}

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface KeyClaim {
  route: string;
  key: string;
  requestHash: Buffer;
}

const KEPT_HOURS = 72;

/** SHA-256 of what makes a request the same: used to refuse a key that comes with another body. */
export function requestHash(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest();
}

/** The header's value, checked, or null where the client sent none. Throws KeyMalformed. */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) throw new KeyMalformed();
  return header;
}

/**
 * Claims a key in the purse's transaction. Gives the stored answer of an earlier request, or null: then the caller
 * does the work and calls `storeAnswer` in the same transaction. A request at work under the same key is waited for.
 * Throws KeyReused where the earlier request differed.
 */
export async function claimKey(
  purse: PurseContext,
  claim: KeyClaim,
  now: Date,
): Promise<StoredAnswer | null> {
  const db = purse.em.getKysely();
  await sql`delete from idempotency_keys
             where purse_id = ${purse.purseId} and user_id = ${purse.userId} and route = ${claim.route}
               and key = ${claim.key} and created_at < ${new Date(now.getTime() - KEPT_HOURS * 3_600_000)}`.execute(
    db,
  );
  const claimed = await sql`
    insert into idempotency_keys (purse_id, user_id, route, key, request_hash, created_at)
    values (${purse.purseId}, ${purse.userId}, ${claim.route}, ${claim.key}, ${claim.requestHash}, ${now})
    on conflict do nothing returning key`.execute(db);
  if (claimed.rows.length === 1) return null;
  const earlier = await sql<{ request_hash: Buffer; status: number | null; body: unknown }>`
    select request_hash, status, body from idempotency_keys
     where purse_id = ${purse.purseId} and user_id = ${purse.userId} and route = ${claim.route} and key = ${claim.key}`.execute(
    db,
  );
  const row = earlier.rows[0];
  if (row === undefined || row.status === null || !row.request_hash.equals(claim.requestHash))
    throw new KeyReused();
  return { status: row.status, body: row.body };
}

/** Keeps the answer under a key claimed in this transaction. */
export async function storeAnswer(purse: PurseContext, claim: KeyClaim, answer: StoredAnswer): Promise<void> {
  await sql`
    update idempotency_keys set status = ${answer.status}, body = ${JSON.stringify(answer.body ?? null)}::jsonb
     where purse_id = ${purse.purseId} and user_id = ${purse.userId} and route = ${claim.route} and key = ${claim.key}`.execute(
    purse.em.getKysely(),
  );
}

/**
 * Runs `work` at most once per key, in the purse's transaction: a repetition gets the stored answer. For routes that
 * open their own transaction; the others get this from the interceptor. Throws KeyReused.
 */
export async function once<T>(
  purse: PurseContext,
  given: { claim: KeyClaim | null; status: number; now: Date },
  work: () => Promise<T>,
): Promise<T> {
  if (given.claim === null) return work();
  const earlier = await claimKey(purse, given.claim, given.now);
  if (earlier !== null) return earlier.body as T;
  const body = await work();
  await storeAnswer(purse, given.claim, { status: given.status, body });
  return body;
}
