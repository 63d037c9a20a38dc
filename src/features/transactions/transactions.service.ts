import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { UNSORTED, tellCategory } from '../../domain/category-why.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AuditService, differences } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { RulesService } from '../rules/rules.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import { Transaction } from './transaction.entity.ts';
import type {
  ChooseTransactions,
  ChosenTransactions,
  CreateTransaction,
  ListTransactions,
  PreviewTransaction,
  TransactionPage,
  TransactionPreview,
  TransactionView,
  UpdateTransaction,
} from './transactions.contract.ts';
import { chooseTransactions, findTransaction, listTransactions } from './transactions.queries.ts';

/** The transaction is not in this purse. */
export class TransactionNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'transaction-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such transaction in this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such transaction in this purse' }],
    );
  }
}

/** A row cannot move to an account of another currency: its amount would mean something else. */
export class OtherCurrency extends DomainError {
  constructor(own: string, other: string) {
    super('other-currency', 'invalid', `The row is in ${own}, that account in ${other}.`, [
      { pointer: '/accountId', detail: `an account in ${own}` },
    ]);
  }
}

/** A split or linked row keeps amount, day and account while it is one. */
export class PartOfMore extends DomainError {
  constructor() {
    super(
      'part-of-more',
      'conflict',
      'The row is split or part of a transfer: take that back before changing it.',
    );
  }
}

@Injectable()
export class TransactionsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
    private readonly rules: RulesService,
    private readonly tags: TagsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list(purse: PurseContext, query: ListTransactions): Promise<TransactionPage> {
    return listTransactions(purse, query);
  }

  /** What a filter matches, to change it at once. */
  async choose(purse: PurseContext, query: ChooseTransactions): Promise<ChosenTransactions> {
    return chooseTransactions(purse, query);
  }

  async show(purse: PurseContext, id: string): Promise<TransactionView> {
    const found = await findTransaction(purse, id);
    if (found === null) throw new TransactionNotFound();
    return found;
  }

  /** What saving a row without a category would make of it. Nothing is saved. */
  async preview(purse: PurseContext, given: PreviewTransaction): Promise<TransactionPreview> {
    const { currency } = await this.accounts.entity(purse, given.accountId, '/accountId');
    const { categoryId, why } = await this.rules.sort(purse, { ...given, currency });
    return { categoryId, ...tellCategory(categoryId, categoryId === null ? null : 'rule', why) };
  }

  async create(purse: PurseContext, given: CreateTransaction): Promise<TransactionView> {
    const account = await this.accounts.openEntity(purse, given.accountId, given.date);
    if (given.categoryId !== null) await this.categories.entity(purse, given.categoryId, '/categoryId');
    const named = await this.#counterpartyId(purse, given.counterparty);
    // What a person says stands; else the row is sorted as one of an import.
    const sorted =
      given.categoryId === null
        ? await this.rules.sort(purse, { ...given, currency: account.currency })
        : UNSORTED;
    const transaction = purse.em.create(
      Transaction,
      {
        purseId: purse.purseId,
        accountId: account.id,
        date: given.date,
        amount: given.amount,
        currency: account.currency,
        description: given.description,
        counterpartyId: named ?? (await this.#counterpartyId(purse, sorted.counterparty)),
        note: given.note,
      },
      { persist: true },
    );
    if (given.categoryId !== null) transaction.assignCategory(given.categoryId, 'person');
    else transaction.assignCategory(sorted.categoryId, 'rule', sorted.why);
    const { categoryId, why } = sorted;
    this.audit.record(purse, {
      action: 'transaction.created',
      subject: 'transaction',
      subjectId: transaction.id,
      changes: { ...given, currency: account.currency, ...(why === null ? {} : { categoryId, why }) },
    });
    await purse.em.flush();
    await this.tags.put(purse, [transaction.id], { add: sorted.tagIds });
    return this.show(purse, transaction.id);
  }

  async update(purse: PurseContext, id: string, given: UpdateTransaction): Promise<TransactionView> {
    const before = await this.show(purse, id);
    const transaction = await this.entity(purse, id);
    const moves = given.accountId !== undefined || given.amount !== undefined || given.date !== undefined;
    if (moves && (transaction.isSplit || typeof transaction.transferId === 'string')) throw new PartOfMore();
    if (given.accountId !== undefined && given.accountId !== transaction.accountId) {
      const account = await this.accounts.openEntity(purse, given.accountId, given.date ?? transaction.date);
      if (account.currency !== transaction.currency)
        throw new OtherCurrency(transaction.currency, account.currency);
      transaction.accountId = account.id;
    }
    if (given.date !== undefined) transaction.date = given.date;
    if (given.amount !== undefined) transaction.amount = given.amount;
    if (given.description !== undefined) transaction.description = given.description;
    if (given.counterparty !== undefined) {
      transaction.counterpartyId = await this.#counterpartyId(purse, given.counterparty);
    }
    if (given.categoryId !== undefined) {
      if (given.categoryId !== null) await this.categories.entity(purse, given.categoryId, '/categoryId');
      transaction.assignCategory(given.categoryId, 'person');
    }
    if (given.note !== undefined) transaction.note = given.note;
    await purse.em.flush();
    const changes = differences(comparable(before), comparable(await this.show(purse, id)));
    if (Object.keys(changes).length === 0) return before;
    transaction.markEdited(this.clock.now());
    this.audit.record(purse, {
      action: 'transaction.changed',
      subject: 'transaction',
      subjectId: id,
      changes,
    });
    await purse.em.flush();
    return this.show(purse, id);
  }

  async remove(purse: PurseContext, id: string): Promise<void> {
    await this.lock(purse, [id]);
    const before = await this.show(purse, id);
    const transaction = await this.entity(purse, id);
    if (typeof transaction.transferId === 'string') throw new PartOfMore();
    this.audit.record(purse, {
      action: 'transaction.removed',
      subject: 'transaction',
      subjectId: id,
      changes: comparable(before),
    });
    purse.em.remove(transaction);
    await purse.em.flush();
  }

  /** The transaction as an entity; `pointer` names the field of the request that pointed to it. */
  async entity(purse: PurseContext, id: string, pointer?: string): Promise<Transaction> {
    const transaction = await purse.em.findOne(Transaction, { id, purseId: purse.purseId });
    if (transaction === null) throw new TransactionNotFound(pointer);
    return transaction;
  }

  /** Waits until nobody else changes these rows; afterwards `entity` gives them as they are now. */
  async lock(purse: PurseContext, ids: readonly string[]): Promise<void> {
    await purse.em.find(
      Transaction,
      { id: { $in: [...ids] }, purseId: purse.purseId },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }

  async #counterpartyId(purse: PurseContext, name: string | null): Promise<string | null> {
    if (name === null) return null;
    return (await this.counterparties.ids(purse, [name])).get(name) ?? null;
  }
}

/** What an edit can change, for the audit. */
export function comparable(view: TransactionView) {
  const { accountId, date, amount, currency, description, counterparty, categoryId, note } = view;
  return { accountId, date, amount, currency, description, counterparty, categoryId, note };
}
