import { describe, expect, it } from '@jest/globals';
import type { TableMapping } from '../../../domain/table-mapping.ts';
import { rememberedBy } from './remembered-mappings.ts';

const mapping = (direction: TableMapping['direction'], headerLine: number | null = 1): TableMapping => ({
  headerLine,
  columns: ['date', 'amount'],
  dateOrder: 'day-first',
  decimalMark: '.',
  direction,
});

const of = (accountId: string | null, direction: TableMapping['direction'], headerLine = 1) => ({
  fingerprint: 'f',
  accountId,
  mapping: mapping(direction, headerLine),
});

const chosen = (profiles: Parameters<typeof rememberedBy>[0], account?: string) =>
  rememberedBy(profiles, new Map(account === undefined ? [] : [['f', account]])).get('f')?.direction;

describe('what is remembered for a kind of table', () => {
  it('is that of its account, else what goes for any, else what all accounts agree on', () => {
    expect(chosen([of('a', 'sign'), of('b', 'reversed'), of(null, 'balance')], 'b')).toBe('reversed');
    expect(chosen([of('a', 'sign'), of(null, 'balance')], 'b')).toBe('balance');
    expect(chosen([of('a', 'sign'), of(null, 'balance')])).toBe('balance');
    expect(chosen([of('a', 'sign', 3), of('b', 'sign', 7)])).toBe('sign');
    expect(chosen([of('a', 'sign')], 'b')).toBe('sign');
  });

  it('is nothing where accounts differ and the account is not known, or of another kind', () => {
    expect(chosen([of('a', 'sign'), of('b', 'reversed')])).toBeUndefined();
    expect(chosen([of('a', 'sign'), of('b', 'reversed')], 'c')).toBeUndefined();
    expect(rememberedBy([of('a', 'sign')], new Map()).get('other')).toBeUndefined();
  });
});
