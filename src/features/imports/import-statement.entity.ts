import { defineEntity, p } from '@mikro-orm/core';
import { proofOfStatement } from '../../domain/statement-proof.ts';
import type { StatementProof } from '../../domain/statement-proof.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const ImportStatementSchema = defineEntity({
  name: 'ImportStatement',
  tableName: 'import_statements',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'import_statements_purse_id_id_unique' }],
  indexes: [
    { properties: ['importId', 'position'], name: 'import_statements_import_id_position_index' },
    { properties: ['purseId', 'accountId'], name: 'import_statements_purse_id_account_id_index' },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    importId: p.uuid(),
    position: p.integer(),
    accountId: p.uuid().nullable(),
    /** Its file in a ZIP archive. */
    fileName: p.text().nullable(),
    skipped: p.boolean().default(false),
    createsAccount: p.boolean().default(false),
    setsAnchor: p.boolean().default(false),
    identifierHash: p.blob().nullable(),
    identifierLast4: p.text().nullable(),
    statedName: p.text().nullable(),
    currency: p.character().length(3).nullable(),
    openingText: p.text().nullable(),
    closingText: p.text().nullable(),
    openingOn: p.date().nullable(),
    closingOn: p.date().nullable(),
    periodFrom: p.date().nullable(),
    periodTo: p.date().nullable(),
    opening: p.bigint('number').nullable(),
    closing: p.bigint('number').nullable(),
    movement: p.bigint('number').nullable(),
    proofNote: p.text().nullable(),
    /** A person takes its rows over although its balances do not come out. */
    proofAccepted: p.boolean().default(false),
    rows: p.integer(),
    newRows: p.integer().default(0),
    duplicateRows: p.integer().default(0),
    rejectedRows: p.integer().default(0),
    doubtfulRows: p.integer().default(0),
    newestFirst: p.boolean().default(false),
    /** `ledgerState` when its rows were last looked at. */
    stagedOn: p.text().nullable(),
    committed: p.boolean().default(false),
  },
});

/** One statement inside a file: it goes to one account, or is skipped. */
export class ImportStatement extends ImportStatementSchema.class {
  /** Whether its own figures agree; null while it has neither an account nor a currency. */
  proof(): StatementProof | null {
    const { opening = null, closing = null, movement = null, proofNote = null } = this;
    return proofOfStatement({ opening, closing, movement, note: proofNote });
  }

  /**
   * A balance at the end of a day: the closing one, or what was there before the first day, where the statement may
   * end in the middle of one, as messages do. null where it tells neither.
   */
  datedBalance(): { on: string; balance: number } | null {
    const { closing, closingOn, opening, openingOn, periodFrom } = this;
    if (typeof closing === 'number' && typeof closingOn === 'string')
      return { on: closingOn, balance: closing };
    const before = typeof openingOn === 'string' && typeof periodFrom === 'string' && openingOn < periodFrom;
    return typeof opening === 'number' && before ? { on: openingOn, balance: opening } : null;
  }
}
ImportStatementSchema.setClass(ImportStatement);

/** Its balances do not come out, and nobody said that they need not. */
export function isUnaccepted(statement: ImportStatement): boolean {
  return !statement.proofAccepted && statement.proof()?.state === 'off';
}

/** Nothing is left to ask: every statement has its account and adds up, something is new, and nothing is doubtful. */
export function isCertain(statements: readonly ImportStatement[]): boolean {
  const taken = statements.filter(({ skipped }) => !skipped);
  return (
    taken.every(({ accountId }) => typeof accountId === 'string') &&
    taken.some(({ newRows }) => newRows > 0) &&
    taken.every(({ doubtfulRows }) => doubtfulRows === 0) &&
    !taken.some(isUnaccepted)
  );
}
