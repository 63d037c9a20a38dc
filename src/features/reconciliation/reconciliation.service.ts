import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AuditService } from '../audit/audit.service.ts';
import { TransactionsService } from '../transactions/transactions.service.ts';
import type { ReconcileAccount, ReconciliationView } from './reconciliation.contract.ts';

/** A row can only carry a difference after the day of the anchor: before it, rows never change today's balance. */
export class BeforeAnchor extends DomainError {
  constructor(on: string) {
    super(
      'before-anchor',
      'conflict',
      `The account's balance is known for ${on}: a row on or before that day changes nothing.`,
      [{ pointer: '/difference', detail: 'move-anchor, or a later day' }],
    );
  }
}

@Injectable()
export class ReconciliationService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly transactions: TransactionsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Holds an account against a balance that somebody else states, and makes that balance its anchor. A difference
   * becomes a row of that day, or is left to the time before.
   */
  async reconcile(
    purse: PurseContext,
    accountId: string,
    given: ReconcileAccount,
  ): Promise<ReconciliationView> {
    const derived = await this.accounts.balanceOn(purse, accountId, given.on);
    const difference = derived === null ? null : given.balance - derived;
    const account = await this.accounts.entity(purse, accountId);
    let adjustmentId: string | null = null;
    if (difference !== null && difference !== 0 && given.difference === 'add-row') {
      if (typeof account.anchorOn === 'string' && given.on <= account.anchorOn)
        throw new BeforeAnchor(account.anchorOn);
      const row = await this.transactions.create(purse, {
        accountId,
        date: given.on,
        amount: difference,
        description: 'Balance adjustment',
        counterparty: null,
        categoryId: null,
        note: null,
      });
      adjustmentId = row.id;
    }
    const anchor = { on: given.on, balance: given.balance };
    const after = await this.accounts.update(purse, accountId, { anchor });
    this.audit.record(purse, {
      action: 'account.reconciled',
      subject: 'account',
      subjectId: accountId,
      changes: { on: given.on, derived, stated: given.balance, difference, adjustmentId },
    });
    await purse.em.flush();
    return { account: after, derived, stated: given.balance, difference, adjustmentId };
  }
}
