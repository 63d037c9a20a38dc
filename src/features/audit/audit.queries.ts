import { sql } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { ID_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import type { AuditPage, ListAudit } from './audit.contract.ts';

interface Row {
  id: string;
  at: Date;
  user_id: string | null;
  name: string | null;
  action: string;
  subject: string;
  subject_id: string;
  changes: Record<string, unknown>;
}

/** Who changed what in the purse, the newest first; with `subjectId` the history of one thing. */
export async function listAudit(purse: PurseContext, query: ListAudit): Promise<AuditPage> {
  const after = decodeCursor(query.cursor, [ID_PART])?.[0];
  const found = await sql<Row>`
    select a.id, a.at, a.user_id, u.name, a.action, a.subject, a.subject_id, a.changes
      from audit_entries a left join users u on u.id = a.user_id
     where a.purse_id = ${purse.purseId}
       ${after === undefined ? sql`` : sql`and a.id < ${after}::uuid`}
       ${query.subjectId === undefined ? sql`` : sql`and a.subject_id = ${query.subjectId}`}
     order by a.id desc limit ${query.limit + 1}`.execute(purse.em.getKysely());
  const page = found.rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      at: new Date(row.at).toISOString(),
      by: row.user_id === null ? null : { userId: row.user_id, name: row.name },
      action: row.action,
      subject: row.subject,
      subjectId: row.subject_id,
      changes: row.changes,
    })),
    nextCursor: found.rows.length > query.limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
