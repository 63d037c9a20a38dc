import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { isCurrency } from '../../domain/money.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService, differences } from '../audit/audit.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { Account, AccountIsClosed } from './account.entity.ts';
import type {
  AccountKind,
  AccountView,
  CreateAccount,
  CurrencyTotal,
  UpdateAccount,
} from './accounts.contract.ts';
import { accountFacts, movementBetween, statedClosings } from './accounts.queries.ts';
import type { AccountFacts, StatedClosing } from './accounts.queries.ts';

/** The account is not in this purse. */
export class AccountNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'account-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such account in this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such account in this purse' }],
    );
  }
}

/** An account with rows is not removed: its rows would go with it unseen. */
export class AccountHasRows extends DomainError {
  constructor(rows: number) {
    super(
      'account-has-rows',
      'conflict',
      `The account has ${rows} transactions. Undo their imports or delete them first.`,
    );
  }
}

/** A code that the product does not know as a currency. */
export class UnknownCurrency extends DomainError {
  constructor(pointer: string) {
    super('unknown-currency', 'invalid', 'This currency is not known here.', [
      { pointer, detail: 'an ISO 4217 code such as NGN, GHS, KES or ZAR' },
    ]);
  }
}

/** Kinds whose money can be spent at once (docs/formulas.md §2). */
const SPENDABLE_BY_DEFAULT: readonly AccountKind[] = ['cash', 'mobile-money', 'current'];

@Injectable()
export class AccountsService {
  constructor(
    private readonly audit: AuditService,
    private readonly purses: PursesService,
  ) {}

  async list(purse: PurseContext): Promise<AccountView[]> {
    const accounts = await purse.em.find(
      Account,
      { purseId: purse.purseId },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    const facts = await accountFacts(purse);
    const closings = await statedClosings(purse);
    return accounts.map((account) => view(account, facts, closings));
  }

  async show(purse: PurseContext, id: string): Promise<AccountView> {
    const account = await this.entity(purse, id);
    return view(account, await accountFacts(purse), await statedClosings(purse));
  }

  async create(purse: PurseContext, given: CreateAccount): Promise<AccountView> {
    const currency = given.currency ?? (await this.purses.entity(purse)).baseCurrency;
    if (!isCurrency(currency)) throw new UnknownCurrency('/currency');
    const account = purse.em.create(
      Account,
      {
        purseId: purse.purseId,
        name: given.name,
        kind: given.kind,
        currency,
        institution: given.institution ?? null,
        spendable: given.spendable ?? SPENDABLE_BY_DEFAULT.includes(given.kind),
      },
      { persist: true },
    );
    if (given.anchor !== undefined && given.anchor !== null) {
      account.anchorAt(given.anchor.on, given.anchor.balance, 'typed');
    }
    this.audit.record(purse, {
      action: 'account.created',
      subject: 'account',
      subjectId: account.id,
      changes: { name: account.name, kind: account.kind, currency, anchor: given.anchor ?? null },
    });
    await purse.em.flush();
    return view(account, [], []);
  }

  async update(purse: PurseContext, id: string, given: UpdateAccount): Promise<AccountView> {
    const account = await this.entity(purse, id);
    const before = facets(account);
    if (given.name !== undefined) account.name = given.name;
    if (given.kind !== undefined) account.kind = given.kind;
    if (given.institution !== undefined) account.institution = given.institution;
    if (given.spendable !== undefined) account.spendable = given.spendable;
    if (given.anchor === null) account.dropAnchor();
    else if (given.anchor !== undefined) account.anchorAt(given.anchor.on, given.anchor.balance, 'typed');
    const changes = differences(before, facets(account));
    if (Object.keys(changes).length > 0) {
      this.audit.record(purse, { action: 'account.changed', subject: 'account', subjectId: id, changes });
    }
    await purse.em.flush();
    return this.show(purse, id);
  }

  async remove(purse: PurseContext, id: string): Promise<void> {
    const account = await this.entity(purse, id);
    const rows = (await accountFacts(purse)).find((fact) => fact.accountId === id)?.rows ?? 0;
    if (rows > 0) throw new AccountHasRows(rows);
    this.audit.record(purse, {
      action: 'account.removed',
      subject: 'account',
      subjectId: id,
      changes: facets(account),
    });
    purse.em.remove(account);
    await purse.em.flush();
  }

  /** The balance at the end of a day, in minor units; null while the account has no anchor. */
  async balanceOn(purse: PurseContext, id: string, on: string): Promise<number | null> {
    const { anchorOn, anchorBalance } = await this.entity(purse, id);
    if (typeof anchorOn !== 'string' || typeof anchorBalance !== 'number') return null;
    if (on === anchorOn) return anchorBalance;
    return on > anchorOn
      ? anchorBalance + (await movementBetween(purse, { accountId: id, after: anchorOn, to: on }))
      : anchorBalance - (await movementBetween(purse, { accountId: id, after: on, to: anchorOn }));
  }

  async close(purse: PurseContext, id: string, on: string): Promise<AccountView> {
    const account = await this.entity(purse, id);
    const balance = await this.balanceOn(purse, id, on);
    const lastOn = (await accountFacts(purse)).find((fact) => fact.accountId === id)?.lastOn ?? null;
    account.close(on, { balance, lastOn });
    this.audit.record(purse, {
      action: 'account.closed',
      subject: 'account',
      subjectId: id,
      changes: { on },
    });
    await purse.em.flush();
    return this.show(purse, id);
  }

  async reopen(purse: PurseContext, id: string): Promise<AccountView> {
    const account = await this.entity(purse, id);
    account.reopen();
    this.audit.record(purse, { action: 'account.reopened', subject: 'account', subjectId: id, changes: {} });
    await purse.em.flush();
    return this.show(purse, id);
  }

  /** The account as an entity that may take a row of that day. Throws AccountNotFound, AccountIsClosed. */
  async openEntity(purse: PurseContext, id: string, date: string): Promise<Account> {
    const account = await this.entity(purse, id, '/accountId');
    if (typeof account.closedOn === 'string' && date > account.closedOn)
      throw new AccountIsClosed(account.closedOn);
    return account;
  }

  /** Every account of the purse as an entity, the oldest first, for other features. */
  async entities(purse: PurseContext): Promise<Account[]> {
    return purse.em.find(Account, { purseId: purse.purseId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  }

  /** Removes an account that an import made and nothing uses: no row, no typed balance. Else it stays. */
  async removeUnused(purse: PurseContext, id: string): Promise<void> {
    const account = await purse.em.findOne(Account, { id, purseId: purse.purseId });
    if (account === null || account.anchorSource === 'typed') return;
    const rows = (await accountFacts(purse)).find((fact) => fact.accountId === id)?.rows ?? 0;
    if (rows === 0) await this.remove(purse, id);
  }

  /** The account as an entity; `pointer` names the field of the request that pointed to it. */
  async entity(purse: PurseContext, id: string, pointer?: string): Promise<Account> {
    const account = await purse.em.findOne(Account, { id, purseId: purse.purseId });
    if (account === null) throw new AccountNotFound(pointer);
    return account;
  }
}

/** Balances of open accounts added up within each currency, never across. */
export function totalsByCurrency(accounts: readonly AccountView[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { currency, balance, spendable, closedOn } of accounts) {
    if (closedOn !== null) continue;
    const known = totals.get(currency) ?? { currency, total: 0, spendable: 0, withoutBalance: 0 };
    if (balance === null) known.withoutBalance += 1;
    else {
      known.total += balance.amount;
      if (spendable) known.spendable += balance.amount;
    }
    totals.set(currency, known);
  }
  return [...totals.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1));
}

function facets(account: Account) {
  return {
    name: account.name,
    kind: account.kind,
    institution: account.institution ?? null,
    spendable: account.spendable,
    anchor:
      account.anchorOn === null || account.anchorOn === undefined
        ? null
        : { on: account.anchorOn, balance: account.anchorBalance ?? 0 },
  };
}

function view(account: Account, facts: AccountFacts[], closings: StatedClosing[]): AccountView {
  const fact = facts.find((candidate) => candidate.accountId === account.id);
  const { anchorOn, anchorBalance, anchorSource } = account;
  const anchored =
    typeof anchorOn === 'string' &&
    typeof anchorBalance === 'number' &&
    anchorSource !== null &&
    anchorSource !== undefined;
  const balance = anchored ? anchorBalance + (fact?.afterAnchor ?? 0) : null;
  return {
    id: account.id,
    name: account.name,
    kind: account.kind,
    currency: account.currency,
    institution: account.institution ?? null,
    spendable: account.spendable,
    identifierLast4: account.identifierLast4 ?? null,
    balance: balance === null ? null : { amount: balance, currency: account.currency },
    anchor: anchored ? { on: anchorOn, balance: anchorBalance, source: anchorSource } : null,
    disagreements:
      balance === null
        ? []
        : closings
            .filter(
              (closing) => closing.accountId === account.id && balance - closing.after !== closing.stated,
            )
            .map(({ importId, on, stated, after }) => ({
              importId,
              on,
              stated,
              derived: balance - after,
              difference: balance - after - stated,
            })),
    rows: fact?.rows ?? 0,
    firstOn: fact?.firstOn ?? null,
    lastOn: fact?.lastOn ?? null,
    closedOn: account.closedOn ?? null,
    createdAt: account.createdAt.toISOString(),
    version: account.version,
  };
}
