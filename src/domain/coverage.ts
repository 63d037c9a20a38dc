import { earlier } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { countDays, intersect, union } from './spans.ts';

/** From so many covered days on an account's records decide which days of the purse are covered. */
const ENOUGH_DAYS = 30;

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
  /** Spendable accounts that too little or nothing is known of: they cannot cover a day, nor uncover one. */
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
 * (docs/formulas.md §1). Accounts without any record are named instead; so are those with fewer than 30 days of them,
 * while another has more: one row in a new wallet says nothing against half a year of statements.
 */
export function purseCoverage(accounts: readonly AccountRecord[], asOf: LocalDate): Coverage {
  const spendable = accounts.filter((account) => account.spendable);
  const recorded = spendable.map((account) => ({ account, spans: coveredByAccount(account) }));
  const long = recorded.filter(({ spans }) => countDays(spans) >= ENOUGH_DAYS);
  const counted = long.length > 0 ? long : recorded.filter(({ spans }) => spans.length > 0);
  const first = counted[0];
  const common =
    first === undefined ? [] : counted.reduce((days, { spans }) => intersect(days, spans), first.spans);
  return {
    spans: union(common.map((span) => ({ from: span.from, to: earlier(span.to, asOf) }))),
    withoutRecords: recorded
      .filter((account) => !counted.includes(account))
      .map(({ account }) => account.accountId),
  };
}
