import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'accounts',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'accounts_purse_id_id_unique' }],
  indexes: [{ properties: ['purseId', 'identifierHash'], name: 'accounts_purse_id_identifier_hash_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    name: p.text(),
    kind: p.enum(['cash', 'mobile-money', 'current', 'savings', 'credit', 'loan'] as const),
    currency: p.character().length(3),
    institution: p.text().nullable(),
    spendable: p.boolean(),
    identifierHash: p.blob().nullable(),
    identifierLast4: p.text().nullable(),
    anchorOn: p.date().nullable(),
    anchorBalance: p.bigint('number').nullable(),
    anchorSource: p.enum(['typed', 'statement'] as const).nullable(),
    closedOn: p.date().nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
  checks: [
    {
      name: 'accounts_anchor_whole_check',
      expression:
        '(anchor_on is null) = (anchor_balance is null) and (anchor_on is null) = (anchor_source is null)',
    },
  ],
});

/**
 * A place where money sits. Its one dated balance, the anchor, is the balance at the end of that day;
 * every other balance is derived from it and the rows.
 */
export class Account extends AccountSchema.class {
  anchorAt(on: string, balance: number, source: 'typed' | 'statement'): void {
    this.anchorOn = on;
    this.anchorBalance = balance;
    this.anchorSource = source;
  }

  dropAnchor(): void {
    this.anchorOn = null;
    this.anchorBalance = null;
    this.anchorSource = null;
  }
}
AccountSchema.setClass(Account);
