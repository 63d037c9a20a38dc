import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import {
  bigintArray,
  booleanArray,
  bytesArray,
  dateArray,
  equalBytesArray,
  hexArray,
  idArray,
  integerArray,
  textArray,
  uuidArray,
} from '../src/platform/database/binary-arrays.ts';
import { idText, newId, newIds } from '../src/platform/database/new-id.ts';
import { testDatabase } from './support/database.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await testDatabase()).appUrl });
  await client.connect();
});

afterAll(async () => client.end());

/** What PostgreSQL makes of an array, as text. */
async function read(type: string, array: Buffer): Promise<(string | null)[]> {
  const { rows } = await client.query<{ values: (string | null)[] | null }>(
    `select (select json_agg(given::text) from unnest($1::${type}[]) as given) as values`,
    [array],
  );
  return rows[0]?.values ?? [];
}

const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const texts = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', ''));
const ids = fc.uuid();
const bytes = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((some) => Buffer.from(some).toString('hex'));

const KINDS = [
  ['bigint', fc.maxSafeInteger(), bigintArray],
  ['integer', fc.integer({ min: -0x7fff_ffff }), integerArray],
  ['date', days, dateArray],
  ['text', texts, textArray],
  ['uuid', ids, uuidArray],
] as const;

describe('an array in binary', () => {
  it.each(KINDS)('of %s is what was given, nulls included', async (type, value, made) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(value as fc.Arbitrary<never>), { maxLength: 40 }),
        async (values) => {
          expect(await read(type, made(values))).toEqual(
            values.map((each: string | number | null) => (each === null ? null : String(each))),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of bytes is what was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(bytes), { maxLength: 40 }), async (values) => {
        const expected = values.map((each) => (each === null ? null : `\\x${each}`));
        expect(await read('bytea', hexArray(16, values))).toEqual(expected);
        const some = values.filter((each) => each !== null);
        const joined = Buffer.from(some.join(''), 'hex');
        expect(await read('bytea', equalBytesArray(16, joined))).toEqual(some.map((each) => `\\x${each}`));
      }),
      { numRuns: 60 },
    );
  });

  it('of bytes of any length is what was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 40 }), async (values) => {
        const expected = values.map((each) => `\\x${Buffer.from(each).toString('hex')}`);
        expect(await read('bytea', bytesArray(values))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of booleans is what was given', async () => {
    expect(await read('boolean', booleanArray([true, false, true]))).toEqual(['true', 'false', 'true']);
  });

  it('of new ids has them in their order', async () => {
    const made = newIds(5000);
    const each = Array.from({ length: 5000 }, (_, index) => idText(made, index));
    expect(await read('uuid', idArray(made))).toEqual(each);
    expect(each.toSorted()).toEqual(each);
    expect(new Set(each).size).toBe(5000);
    expect(newId() > (each.at(-1) ?? '')).toBe(true);
  });

  it.each([
    ['a number that is not whole', () => bigintArray([0.5])],
    ['a number that is not safe', () => bigintArray([2 ** 53])],
    ['an integer too large', () => integerArray([2 ** 31])],
    ['a day that does not exist', () => dateArray(['2026-13-01'])],
    ['an id that is cut', () => uuidArray(['01a22fc1-7729-7000-a722'])],
    ['bytes that are no hex', () => hexArray(2, ['zz00'])],
    ['too few bytes', () => hexArray(16, ['00'])],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(RangeError);
  });
});
