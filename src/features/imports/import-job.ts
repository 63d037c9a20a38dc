import { LockMode } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Import } from './import.entity.ts';
import { ImportStatement } from './import-statement.entity.ts';

/** What every job of an import carries: ids only. */
export const ImportJobInput = z.strictObject({ purseId: z.uuid(), importId: z.uuid(), userId: z.uuid() });
export type ImportJobInput = z.infer<typeof ImportJobInput>;

/** Reading may go on to commit by itself, where a program asked for it. */
export const ReadJobInput = ImportJobInput.extend({ thenCommit: z.literal(true).optional() });
export type ReadJobInput = z.infer<typeof ReadJobInput>;

/** A commit that nobody looked at goes back to the preview where a row became doubtful meanwhile. */
export const CommitJobInput = ImportJobInput.extend({ onlyCertain: z.literal(true).optional() });
export type CommitJobInput = z.infer<typeof CommitJobInput>;

/** The import, locked, while it is in one of these states; else null: the work was done or is no longer wanted. */
export async function lockedImport(
  purse: PurseContext,
  id: string,
  statuses: readonly Import['status'][],
): Promise<Import | null> {
  const one = await purse.em.findOne(
    Import,
    { id, purseId: purse.purseId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  return one !== null && statuses.includes(one.status) ? one : null;
}

/** The statements that were read of an import, in the order of its file. */
export async function statementsOf(purse: PurseContext, importId: string): Promise<ImportStatement[]> {
  return purse.em.find(
    ImportStatement,
    { purseId: purse.purseId, importId },
    { orderBy: { position: 'asc' } },
  );
}
