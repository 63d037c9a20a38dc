import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import type { PurseContext } from '../database/purse-context.ts';
import type { IkpaRequest } from './request.ts';

/** Somebody changed the thing since it was read: nothing was overwritten. */
export class VersionMismatch extends DomainError {
  constructor(current: number) {
    super(
      'version-mismatch',
      'conflict',
      'It was changed since you read it. Read it again, then change it.',
      [{ pointer: 'header If-Match', detail: `the current version is "${current}"` }],
    );
  }
}

/** Which row a route changes: its table and the path parameter with its id. */
export interface VersionedBy {
  table: string;
  param: string;
}

/**
 * Holds `If-Match` against the row's version, with the row locked until the transaction ends. Without the header
 * anything goes; a row that is not there is the handler's business. Throws VersionMismatch.
 */
export async function requireVersion(
  purse: PurseContext,
  request: IkpaRequest,
  by: VersionedBy,
): Promise<void> {
  const wanted = request.headers['if-match'];
  const id = (request.params as Record<string, string | undefined>)[by.param];
  if (wanted === undefined || wanted.trim() === '*' || id === undefined) return;
  const found = await sql<{ version: number }>`
    select version from ${sql.table(by.table)} where id::text = ${id} for update`.execute(
    purse.em.getKysely(),
  );
  const current = found.rows[0]?.version;
  if (current === undefined) return;
  const versions = wanted.split(',').map((tag) => /^\s*"(\d+)"\s*$/.exec(tag)?.[1]);
  if (!versions.includes(`${current}`)) throw new VersionMismatch(current);
}

/** Names the version of what is answered, where it has one. */
export function sendVersion(reply: FastifyReply, body: unknown): void {
  if (typeof body !== 'object' || body === null || !('version' in body)) return;
  if (typeof body.version === 'number') void reply.header('ETag', `"${body.version}"`);
}
