import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { addMonths, localDateIn } from '../src/domain/calendar.ts';
import { accountFacts } from '../src/features/accounts/accounts.queries.ts';
import { dayFlows, exchangeRates, statementSpans } from '../src/features/position/position.queries.ts';
import { listTransactions } from '../src/features/transactions/transactions.queries.ts';
import type { PurseContext } from '../src/platform/database/purse-context.ts';
import { encodeCursor } from '../src/platform/http/cursor.ts';
import { fillPurse } from '../test/support/large-purse.ts';
import { openBuffers } from './buffers.ts';
import { expectStatus, newPerson } from './person.ts';
import type { Person } from './person.ts';
import { ratio, times } from './table.ts';
import type { Figure } from './table.ts';

interface Question {
  name: string;
  path: string;
  /** The same question to the database alone. */
  ask: (purse: PurseContext) => Promise<unknown>;
  target?: string;
}

const RARE = 'shop 00417';
const COMMON = 'pharmacy';

/** A purse with rows, and another one that shares its tables. */
export interface Purses {
  person: Person;
  neighbour: Person;
  /** The one account of each. */
  accounts: { person: string; neighbour: string };
}

export async function fillPurses(given: {
  baseUrl: string;
  ownerUrl: string;
  rows: number;
  others: number;
}): Promise<Purses> {
  const person = await newPerson(given.baseUrl, 0);
  const neighbour = await newPerson(given.baseUrl, 0);
  const accounts = {
    neighbour: await fillPurse(given.ownerUrl, neighbour.purseId, given.others),
    person: await fillPurse(given.ownerUrl, person.purseId, given.rows),
  };
  return { person, neighbour, accounts };
}

/**
 * Reads of a large purse over HTTP, in turns, as ratios to page 1 of the list, with the pages each touches; then the same
 * of the smaller purse beside it.
 */
export async function measureReads(
  given: Purses & { appUrl: string; rows: number; others: number; rounds: number },
): Promise<Figure[]> {
  const { person, neighbour, accounts, rows, others, rounds } = given;
  const buffers = openBuffers(given.appUrl, person);
  const nextDoor = openBuffers(given.appUrl, neighbour);
  try {
    // No deeper than the smaller purse goes.
    const page = Math.min(2000, Math.floor(others / 100));
    const places = (deep: string, accountId: string) => ({ deep, accountId, page });
    const deep = (db: Kysely<unknown>) => cursorAt(db, page * 50);
    const asked = questions(person, places(await buffers.run(deep), accounts.person));
    const small = questions(neighbour, places(await nextDoor.run(deep), accounts.neighbour));
    const taken = await inTurns(
      [...asked.map((each) => [person, each] as const), ...small.map((each) => [neighbour, each] as const)],
      rounds,
    );
    const touched: number[] = [];
    for (const { ask } of asked) touched.push(await buffers.of(ask));
    const first = taken[0] ?? [];
    return asked.flatMap(({ name, target }, index) => {
      const [own, other] = [taken[index] ?? [], taken[asked.length + index] ?? []];
      return [
        {
          name: index === 0 ? `${name}, ${rows.toLocaleString('en')} rows` : name,
          value: `${times(own)}, ${touched[index]?.toLocaleString('en')} buffers`,
          ratio: index === 0 ? '1' : ratio(own, first),
          ...(target === undefined ? {} : { target }),
        },
        {
          name: `  beside a purse of ${others.toLocaleString('en')} rows`,
          value: times(other),
          ratio: ratio(own, other),
          target: '≤ 1.3 ×',
        },
      ];
    });
  } finally {
    await buffers.close();
    await nextDoor.close();
  }
}

function questions(
  person: Person,
  { deep, accountId, page }: { deep: string; accountId: string; page: number },
): Question[] {
  const list = (query: object) => (purse: PurseContext) => listTransactions(purse, { limit: 50, ...query });
  const rows = `${person.purse}/transactions?limit=50`;
  const today = localDateIn(new Date(), 'Africa/Lagos');
  return [
    { name: 'list page 1', path: rows, ask: list({}), target: '≤ 350 buffers' },
    {
      name: `list page ${page.toLocaleString('en')}`,
      path: `${rows}&cursor=${encodeURIComponent(deep)}`,
      ask: list({ cursor: deep }),
      target: '≤ 1.2 × page 1',
    },
    {
      name: 'page of an account, with running balances',
      path: `${rows}&accountId=${accountId}`,
      ask: list({ accountId }),
      target: '≤ 3 × page 1',
    },
    {
      name: 'search, a rare name',
      path: `${rows}&q=${encodeURIComponent(RARE)}`,
      ask: list({ q: RARE }),
      target: '≤ 15 × page 1; ≤ 600 buffers',
    },
    {
      name: 'search, a common word',
      path: `${rows}&q=${COMMON}`,
      ask: list({ q: COMMON }),
      target: '≤ 15 × page 1; ≤ 12,000 buffers',
    },
    {
      name: 'position (two years)',
      path: `${person.purse}/position`,
      ask: async (purse) => [
        await statementSpans(purse),
        await accountFacts(purse),
        await dayFlows(purse, addMonths(today, -24), today),
        await exchangeRates(purse),
      ],
      target: '≤ 10 × page 1; ≤ 400 buffers',
    },
    {
      name: 'cash flow (half a year)',
      path: `${person.purse}/cash-flow`,
      ask: async (purse) => [await exchangeRates(purse), await dayFlows(purse, addMonths(today, -9), today)],
      target: '≤ 10 × page 1; ≤ 400 buffers',
    },
  ];
}

async function cursorAt(db: Kysely<unknown>, offset: number): Promise<string> {
  const found = await sql<{ date: string; id: string }>`
    select date::text as date, id from transactions
     order by date desc, id desc offset ${offset} limit 1`.execute(db);
  return encodeCursor([found.rows[0]?.date ?? '', found.rows[0]?.id ?? '']);
}

/** Milliseconds of each question in each round; the first rounds are not counted. */
async function inTurns(asked: readonly (readonly [Person, Question])[], rounds: number): Promise<number[][]> {
  const taken: number[][] = asked.map(() => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [index, [person, { path }]] of asked.entries()) {
      const began = performance.now();
      expectStatus(await person.client.get(path), 200);
      if (round >= 0) taken[index]?.push(performance.now() - began);
    }
  }
  return taken;
}
