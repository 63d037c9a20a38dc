import { earlier } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { intersect, union } from './spans.ts';

/** What is known of an account's days. */
export interface AccountRecord {
  readonly accountId: string;
  readonly spendable: boolean;
  /** Periods of its committed statements. */
  readonly statements: readonly Span[];
  /** Days of its first and last row, or null without rows. */
  readonly firstOn: LocalDate | null;
  readonly lastOn: LocalDate | null;
}

export interface Coverage {
  /** The covered days of the purse, in order. */
  readonly spans: readonly Span[];
  /** Spendable accounts that no row and no statement tells of: they cannot cover a day, nor uncover one. */
  readonly withoutRecords: readonly string[];
}

/** Covered days of one account: inside a statement's period, else between its first and last row (§1). */
export function coveredByAccount(account: AccountRecord): Span[] {
  const rows =
    account.firstOn !== null && account.lastOn !== null
      ? [{ from: account.firstOn, to: account.lastOn }]
      : [];
  return union([...account.statements, ...rows]);
}

/**
 * Covered days of the purse up to `asOf`: those on which every spendable account that has records is covered
 * (docs/formulas.md §1). Accounts without any record are named instead.
 */
export function purseCoverage(accounts: readonly AccountRecord[], asOf: LocalDate): Coverage {
  const spendable = accounts.filter((account) => account.spendable);
  const recorded = spendable.map((account) => ({ account, spans: coveredByAccount(account) }));
  const withRecords = recorded.filter(({ spans }) => spans.length > 0);
  const first = withRecords[0];
  const common =
    first === undefined ? [] : withRecords.reduce((days, { spans }) => intersect(days, spans), first.spans);
  return {
    spans: union(common.map((span) => ({ from: span.from, to: earlier(span.to, asOf) }))),
    withoutRecords: recorded
      .filter(({ spans }) => spans.length === 0)
      .map(({ account }) => account.accountId),
  };
}
