import { defineEntity, p } from '@mikro-orm/core';
import type { CategoryWhy } from '../../domain/category-why.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const TransactionSchema = defineEntity({
  name: 'Transaction',
  tableName: 'transactions',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['accountId', 'fingerprint'], name: 'transactions_account_id_fingerprint_unique' }],
  indexes: [
    {
      name: 'transactions_purse_list_index',
      expression: 'create index transactions_purse_list_index on transactions (purse_id, date desc, id desc)',
    },
    {
      name: 'transactions_account_list_index',
      expression:
        'create index transactions_account_list_index on transactions (account_id, date desc, id desc) include (amount, purse_id)',
    },
    {
      name: 'transactions_counterparty_list_index',
      expression:
        'create index transactions_counterparty_list_index on transactions (counterparty_id, date desc, id desc)',
    },
    {
      name: 'transactions_import_id_index',
      expression:
        'create index transactions_import_id_index on transactions (import_id) where import_id is not null',
    },
    {
      name: 'transactions_transfer_id_index',
      expression:
        'create index transactions_transfer_id_index on transactions (transfer_id) where transfer_id is not null',
    },
    {
      name: 'transactions_bank_id_index',
      expression:
        'create index transactions_bank_id_index on transactions (account_id, bank_id) where bank_id is not null',
    },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    accountId: p.uuid(),
    date: p.date(),
    valueDate: p.date().nullable(),
    amount: p.bigint('number'),
    currency: p.character().length(3),
    description: p.text(),
    counterpartyId: p.uuid().nullable(),
    categoryId: p.uuid().nullable(),
    categoryBy: p.enum(['person', 'rule'] as const).nullable(),
    /** Where no person chose it; beside no category it is a suggestion. */
    categoryWhy: p.json<CategoryWhy>().nullable(),
    note: p.text().nullable(),
    bankId: p.text().nullable(),
    fingerprint: p.blob().nullable(),
    importId: p.uuid().nullable(),
    statementId: p.uuid().nullable(),
    rowIndex: p.integer().nullable(),
    possibleDuplicate: p.boolean().default(false),
    isSplit: p.boolean().default(false),
    transferId: p.uuid().nullable(),
    editedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
  checks: [
    { name: 'transactions_amount_check', expression: 'amount <> 0 and abs(amount) <= 9007199254740991' },
    {
      name: 'transactions_split_or_transfer_check',
      expression: 'not (is_split and transfer_id is not null)',
    },
  ],
});

/** A dated movement on one account. What the bank wrote stays in the import's blocks; this is what people work with. */
export class Transaction extends TransactionSchema.class {
  /** Gives it a category, or none, and remembers who did and why. */
  assignCategory(id: string | null, by: 'person' | 'rule', why: CategoryWhy | null = null): void {
    this.categoryId = id;
    this.categoryBy = id === null ? null : by;
    this.categoryWhy = why;
  }

  /** A person changed something: an undo of the import will keep the row. */
  markEdited(now: Date): void {
    this.editedAt = now;
  }
}
TransactionSchema.setClass(Transaction);
