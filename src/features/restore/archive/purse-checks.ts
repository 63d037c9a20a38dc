import type { RestoredHead, RestoredRow } from '../restored-purse.contract.ts';
import { ArchiveRefusal } from './archive-refusal.ts';

/** Holds a purse against itself: what points somewhere points to what is there, and sums add up. */
export class PurseChecks {
  readonly #where: string;
  readonly #accounts: ReadonlyMap<string, { currency: string; closedOn: string | null }>;
  readonly #categories: ReadonlySet<string>;
  readonly #tags: ReadonlySet<string>;
  readonly #counterparties: ReadonlySet<string>;
  readonly #imports: ReadonlySet<string>;
  readonly #statements: ReadonlySet<string>;
  readonly #legs = new Map<string, { row: RestoredRow; index: number } | null>();
  #rows = 0;

  /** Throws ArchiveRefusal with a pointer to the first thing that cannot be. */
  constructor(head: RestoredHead, where: string) {
    this.#where = where;
    const { accounts, categories, tags, counterparties, imports, exchangeRates, rules } = head;
    this.#unique(
      'accounts',
      accounts.map(({ id }) => id),
      'id',
    );
    this.#unique(
      'categories',
      categories.map(({ id }) => id),
      'id',
    );
    this.#unique(
      'categories',
      categories.map(({ name }) => name),
      'name',
    );
    this.#unique(
      'categories',
      categories.map(({ key }) => key),
      'key',
    );
    this.#unique(
      'tags',
      tags.map(({ id }) => id),
      'id',
    );
    this.#unique(
      'tags',
      tags.map(({ name }) => name),
      'name',
    );
    this.#unique(
      'rules',
      rules.map(({ id }) => id),
      'id',
    );
    this.#unique(
      'imports',
      imports.map(({ id }) => id),
      'id',
    );
    this.#unique(
      'exchangeRates',
      exchangeRates.map(({ currency, on }) => `${currency} ${on}`),
      'on',
    );
    const statements = imports.flatMap((one) => one.statements.map(({ id }) => id));
    this.#unique('imports', statements, 'statements');
    this.#accounts = new Map(accounts.map((account) => [account.id, account]));
    this.#categories = new Set(categories.map(({ id }) => id));
    this.#tags = new Set(tags.map(({ name }) => name));
    this.#counterparties = this.#namesOf(counterparties);
    this.#imports = new Set(imports.map(({ id }) => id));
    this.#statements = new Set(statements);
    this.#references(head);
  }

  /** Throws ArchiveRefusal where the row does not fit the rest. */
  row(row: RestoredRow): void {
    const place = `/transactions/${this.#rows}`;
    const account = this.#accounts.get(row.accountId);
    if (account === undefined) this.#refuse(`${place}/accountId`, 'no such account');
    if (row.currency !== account.currency)
      this.#refuse(`${place}/currency`, `the account is in ${account.currency}`);
    if (account.closedOn !== null && row.date > account.closedOn) {
      this.#refuse(`${place}/date`, `the account was closed on ${account.closedOn}`);
    }
    this.#point(this.#categories, row.categoryId, `${place}/categoryId`);
    this.#point(this.#counterparties, row.counterparty, `${place}/counterparty`);
    this.#point(this.#imports, row.importId, `${place}/importId`);
    this.#point(this.#statements, row.statementId, `${place}/statementId`);
    row.tags.forEach((tag, index) => this.#point(this.#tags, tag, `${place}/tags/${index}`));
    if ((row.categoryId === null) !== (row.categoryBy === null)) {
      this.#refuse(`${place}/categoryBy`, 'goes with a category');
    }
    this.#parts(row, place);
    this.#leg(row, place);
    this.#rows += 1;
  }

  /** After the last row: every transfer has both of its rows. */
  end(): void {
    for (const waiting of this.#legs.values()) {
      if (waiting !== null)
        this.#refuse(`/transactions/${waiting.index}/transferId`, 'the other row is not there');
    }
  }

  #parts({ splits, amount, transferId, categoryId }: RestoredRow, place: string): void {
    if (splits.length === 0) return;
    if (splits.length === 1) this.#refuse(`${place}/splits`, 'two parts or more, or none');
    if (transferId !== null) this.#refuse(`${place}/splits`, 'a transfer has no parts');
    if (categoryId !== null) this.#refuse(`${place}/categoryId`, 'the parts have the categories');
    if (splits.reduce((sum, part) => sum + part.amount, 0) !== amount) {
      this.#refuse(`${place}/splits`, 'the parts do not add up to the transaction');
    }
    splits.forEach((part, index) =>
      this.#point(this.#categories, part.categoryId, `${place}/splits/${index}/categoryId`),
    );
  }

  #leg(row: RestoredRow, place: string): void {
    if (row.transferId === null) return;
    const pointer = `${place}/transferId`;
    const other = this.#legs.get(row.transferId);
    if (other === undefined) {
      this.#legs.set(row.transferId, { row, index: this.#rows });
      return;
    }
    if (other === null) this.#refuse(pointer, 'a transfer has two rows');
    const { accountId, amount, currency } = other.row;
    if (accountId === row.accountId) this.#refuse(pointer, 'the other row is of the same account');
    if (amount > 0 === row.amount > 0) this.#refuse(pointer, 'one row is money out, the other money in');
    if (currency === row.currency && amount !== -row.amount)
      this.#refuse(pointer, 'the amounts of the two rows differ');
    this.#legs.set(row.transferId, null);
  }

  /** Names and former names are found by the same search: each stands for one. */
  #namesOf(counterparties: RestoredHead['counterparties']): ReadonlySet<string> {
    this.#unique(
      'counterparties',
      counterparties.map(({ id }) => id),
      'id',
    );
    const names = new Set(counterparties.map(({ name }) => name));
    this.#unique(
      'counterparties',
      counterparties.map(({ name }) => name),
      'name',
    );
    const former = new Set<string>();
    counterparties.forEach(({ formerNames }, index) => {
      for (const [at, name] of formerNames.entries()) {
        if (former.has(name)) this.#refuse(`/counterparties/${index}/formerNames/${at}`, 'stands twice');
        former.add(name);
      }
    });
    return names;
  }

  #references({ rules, declinedOffers, tableProfiles, imports, tags }: RestoredHead): void {
    const accounts = new Set(this.#accounts.keys());
    const tagIds = new Set(tags.map(({ id }) => id));
    rules.forEach(({ when, set }, index) => {
      const place = `/rules/${index}`;
      this.#point(accounts, when.accountId, `${place}/when/accountId`);
      this.#point(this.#counterparties, when.counterparty, `${place}/when/counterparty`);
      this.#point(this.#categories, set.categoryId, `${place}/set/categoryId`);
      this.#point(this.#counterparties, set.counterparty, `${place}/set/counterparty`);
      set.tagIds.forEach((id, at) => this.#point(tagIds, id, `${place}/set/tagIds/${at}`));
      this.#distinct(set.tagIds, `${place}/set/tagIds`);
    });
    declinedOffers.forEach(({ counterparty, categoryId }, index) => {
      this.#point(this.#counterparties, counterparty, `/declinedOffers/${index}/counterparty`);
      this.#point(this.#categories, categoryId, `/declinedOffers/${index}/categoryId`);
    });
    this.#distinct(
      declinedOffers.map((one) => JSON.stringify([one.counterparty, one.direction, one.categoryId])),
      '/declinedOffers',
    );
    tableProfiles.forEach(({ accountId }, index) =>
      this.#point(accounts, accountId, `/tableProfiles/${index}/accountId`),
    );
    imports.forEach(({ statements }, index) =>
      statements.forEach(({ accountId }, at) =>
        this.#point(accounts, accountId, `/imports/${index}/statements/${at}/accountId`),
      ),
    );
  }

  #point(there: ReadonlySet<string>, given: string | null, pointer: string): void {
    if (given !== null && !there.has(given)) this.#refuse(pointer, 'points to nothing in the purse');
  }

  #distinct(values: readonly string[], pointer: string): void {
    if (new Set(values).size !== values.length) this.#refuse(pointer, 'holds something twice');
  }

  #unique(list: string, values: readonly (string | null)[], name: string): void {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      if (value === null) return;
      if (seen.has(value)) this.#refuse(`/${list}/${index}/${name}`, 'stands twice');
      seen.add(value);
    });
  }

  #refuse(pointer: string, detail: string): never {
    throw new ArchiveRefusal('not-valid', detail, `${this.#where}#${pointer}`);
  }
}
