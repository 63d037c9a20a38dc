import { defineEntity, p } from '@mikro-orm/core';
import { DomainError } from '../../domain/errors.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

/** The account was closed; rows after that day have no place in it. */
export class AccountIsClosed extends DomainError {
  constructor(on: string) {
    super('account-closed', 'conflict', `The account was closed on ${on}. Open it again first.`);
  }
}

/** Only a closed account can be opened again. */
export class AccountIsOpen extends DomainError {
  constructor() {
    super('account-open', 'conflict', 'The account is open.');
  }
}

/** Money that is still in the account would vanish from sight. */
export class BalanceLeft extends DomainError {
  constructor() {
    super(
      'balance-left',
      'conflict',
      'There is a balance left on that day. Move it, or correct the balance, first.',
      [{ pointer: '/on', detail: 'a day on which the balance is zero' }],
    );
  }
}

/** The account has rows after the day it is to be closed on. */
export class RowsAfterClosing extends DomainError {
  constructor(lastOn: string) {
    super('rows-after-closing', 'conflict', `The account has rows until ${lastOn}.`, [
      { pointer: '/on', detail: `not before ${lastOn}` },
    ]);
  }
}

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
    /** Counts the statements that changed rows of the account; a trigger keeps it. */
    ledgerVersion: p.bigint('number').default(0),
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

  /** Throws AccountIsClosed, BalanceLeft or RowsAfterClosing. `state` is what the rows say. */
  close(on: string, state: { balance: number | null; lastOn: string | null }): void {
    if (this.isClosed()) throw new AccountIsClosed(this.closedOn ?? '');
    if (state.lastOn !== null && state.lastOn > on) throw new RowsAfterClosing(state.lastOn);
    if (state.balance !== null && state.balance !== 0) throw new BalanceLeft();
    this.closedOn = on;
  }

  /** Throws AccountIsOpen. */
  reopen(): void {
    if (!this.isClosed()) throw new AccountIsOpen();
    this.closedOn = null;
  }

  isClosed(): boolean {
    return typeof this.closedOn === 'string';
  }

  dropAnchor(): void {
    this.anchorOn = null;
    this.anchorBalance = null;
    this.anchorSource = null;
  }
}
AccountSchema.setClass(Account);
