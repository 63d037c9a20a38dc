import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import type { SetSplits, TransactionView } from './transactions.contract.ts';
import { PartOfMore, TransactionsService } from './transactions.service.ts';

/** The parts do not make the whole. */
export class SplitsDoNotAddUp extends DomainError {
  constructor(whole: number, sum: number) {
    super('splits-do-not-add-up', 'invalid', 'The parts do not add up to the transaction.', [
      {
        pointer: '/splits',
        detail: `the amounts add up to ${sum}, the transaction is ${whole} (minor units)`,
      },
    ]);
  }
}

/** Splits a transaction into parts with categories of their own. */
@Injectable()
export class SplitsService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    private readonly audit: AuditService,
  ) {}

  /** Replaces the parts of a transaction; none makes it whole again, without a category. */
  async set(purse: PurseContext, id: string, given: SetSplits): Promise<TransactionView> {
    const before = await this.transactions.show(purse, id);
    const transaction = await this.transactions.entity(purse, id);
    if (typeof transaction.transferId === 'string') throw new PartOfMore();
    const { splits } = given;
    const sum = splits.reduce((total, split) => total + split.amount, 0);
    if (splits.length > 0 && sum !== transaction.amount) throw new SplitsDoNotAddUp(transaction.amount, sum);
    for (const [index, { categoryId }] of splits.entries()) {
      if (categoryId !== null) await this.categories.entity(purse, categoryId, `/splits/${index}/categoryId`);
    }
    const db = purse.em.getKysely();
    await sql`delete from splits where transaction_id = ${id} and purse_id = ${purse.purseId}`.execute(db);
    if (splits.length > 0) {
      await sql`
        insert into splits (id, purse_id, transaction_id, category_id, amount, day, currency, note)
        select id, ${purse.purseId}, ${id}, category_id, amount, ${transaction.date}::date, ${transaction.currency}, note
          from unnest(${splits.map(() => newId())}::uuid[], ${splits.map((split) => split.categoryId)}::uuid[],
                      ${splits.map((split) => split.amount)}::bigint[], ${splits.map((split) => split.note)}::text[])
            as given (id, category_id, amount, note)`.execute(db);
    }
    transaction.isSplit = splits.length > 0;
    transaction.assignCategory(null, 'person');
    transaction.markEdited(this.audit.now());
    await purse.em.flush();
    const after = await this.transactions.show(purse, id);
    this.audit.record(purse, {
      action: 'transaction.split',
      subject: 'transaction',
      subjectId: id,
      changes: { splits: [before.splits, after.splits], categoryId: [before.categoryId, null] },
    });
    await purse.em.flush();
    return after;
  }
}
