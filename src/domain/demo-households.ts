import { addDays, addMonths, daysBetween, endOfMonth, startOfMonth } from './calendar.ts';
import type { LocalDate } from './calendar.ts';
import { DEMO_PROFILES } from './demo-profiles.ts';
import type { DemoProfile } from './demo-profiles.ts';
import { seedOf, seededRandom } from './prng.ts';
import type { Random } from './prng.ts';

export interface DemoRow {
  readonly account: string;
  readonly date: LocalDate;
  /** Minor units. */
  readonly amount: number;
  readonly description: string;
  readonly counterparty: string | null;
  readonly category: string | null;
  /** The same for both legs of a transfer between own accounts. */
  readonly transfer: number | null;
}

export interface DemoHousehold {
  readonly profile: DemoProfile;
  readonly email: string;
  readonly password: string;
  /** In the order of their days. */
  readonly rows: readonly DemoRow[];
  /** Balance of each account at the end of the last day, in minor units; no account was ever below zero. */
  readonly balances: Readonly<Record<string, number>>;
}

export const DEMO_SEED = 20_260_301;
export const DEMO_MONTHS = 36;
/** The demo answers on this machine alone, so that everybody may know it. */
export const DEMO_PASSWORD = 'lantern-market-37-river';

const MINOR = 100;

/** How a person of the demo signs in. */
export const DEMO_SIGN_INS = DEMO_PROFILES.map(({ key, person, about }) => ({
  email: `${key}@demo.example`,
  password: DEMO_PASSWORD,
  person,
  about,
}));

/** Five households with 36 months of rows that end on a day: the same seed and day give the same rows. */
export function demoHouseholds(seed: number, lastOn: LocalDate): DemoHousehold[] {
  return DEMO_PROFILES.map((profile) => {
    const random = seededRandom(seedOf([seed, profile.key]));
    const rows = rowsOf(profile, random, lastOn);
    return {
      profile,
      email: `${profile.key}@demo.example`,
      password: DEMO_PASSWORD,
      rows,
      balances: balancesOf(profile, rows),
    };
  });
}

function rowsOf(profile: DemoProfile, random: Random, lastOn: LocalDate): DemoRow[] {
  const first = addMonths(startOfMonth(lastOn), 1 - DEMO_MONTHS);
  const rows: DemoRow[] = [];
  for (let month = 0; month < DEMO_MONTHS; month += 1) {
    const start = addMonths(first, month);
    const days = daysBetween(start, endOfMonth(start)) + 1;
    const on = (day: number) => addDays(start, Math.min(day, days) - 1);
    for (const [index, moved] of profile.moved.entries()) {
      const amount = rounded(varied(random, moved.amount, moved.jitter)) * MINOR;
      const transfer = month * 100 + index;
      const leg = { date: on(moved.day), counterparty: null, category: null, transfer };
      rows.push({ ...leg, account: moved.from, amount: -amount, description: 'TO OWN ACCOUNT' });
      rows.push({ ...leg, account: moved.to, amount, description: 'FROM OWN ACCOUNT' });
    }
    for (const [index, given] of profile.monthly.entries()) {
      const years = Math.floor(month / 12);
      const amount = varied(random, given.amount * (1 + ((given.rise ?? 0) / 100) * years), given.jitter);
      const left = random.below(100) < (given.missing ?? 0);
      if (left || (month + index) % (given.every ?? 1) !== 0) continue;
      rows.push({
        account: given.account,
        date: on(given.day),
        amount: (given.jitter === 0 && given.rise === undefined ? given.amount : rounded(amount)) * MINOR,
        description: given.text,
        counterparty: given.who,
        category: given.category,
        transfer: null,
      });
    }
    for (const given of profile.often) {
      const times = timesOf(random, given.perMonth * season(start, given.sign));
      for (let time = 0; time < times; time += 1) {
        const amount = rounded(given.from + random.next() * (given.to - given.from)) * MINOR;
        const who = given.who[random.below(given.who.length)] ?? '';
        const row = { account: given.account, date: addDays(start, random.below(days)), transfer: null };
        const description = `${given.text} ${who}`;
        rows.push({
          ...row,
          amount: given.sign * amount,
          description,
          counterparty: who,
          category: given.category,
        });
        if (given.fee === undefined) continue;
        const fee = Math.max(MINOR, Math.round((amount * given.fee) / 100));
        const text = { description: 'TRANSACTION CHARGE', counterparty: null, category: 'mobile-fees' };
        rows.push({ ...row, ...text, amount: -fee });
      }
    }
  }
  return rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.date <= lastOn)
    .sort((left, right) =>
      left.row.date === right.row.date ? left.index - right.index : left.row.date < right.row.date ? -1 : 1,
    )
    .map(({ row }) => row);
}

/** What each account begins with covers the day on which it was lowest. */
function balancesOf(profile: DemoProfile, rows: readonly DemoRow[]): Record<string, number> {
  return Object.fromEntries(
    profile.accounts.map(({ key }) => {
      let balance = 0;
      let lowest = 0;
      for (const row of rows) {
        if (row.account !== key) continue;
        balance += row.amount;
        lowest = Math.min(lowest, balance);
      }
      return [key, balance - lowest];
    }),
  );
}

/** Trade is better before the feasts of December and in April, and slow in the new year. */
function season(start: LocalDate, sign: 1 | -1): number {
  const month = start.slice(5, 7);
  if (month === '12') return sign === 1 ? 1.5 : 1.3;
  if (month === '04') return 1.15;
  return month === '01' || month === '02' ? 0.8 : 1;
}

/** A whole number of times whose mean is `mean`, give or take a third. */
function timesOf(random: Random, mean: number): number {
  const drawn = mean * (1 + (random.next() - 0.5) * 0.66);
  const whole = Math.floor(drawn);
  return whole + (random.next() < drawn - whole ? 1 : 0);
}

function varied(random: Random, amount: number, percent: number): number {
  return amount * (1 + ((random.next() - 0.5) * 2 * percent) / 100);
}

/** People pay in round sums: to 5 below 1,000, else to 50. */
function rounded(amount: number): number {
  const step = Math.abs(amount) < 100 ? 1 : Math.abs(amount) < 1000 ? 5 : 50;
  return Math.round(amount / step) * step;
}
