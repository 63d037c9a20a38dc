import { describe, expect, it } from '@jest/globals';
import { CandidateIndex } from './candidate-index.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';

const ACCOUNT = '01900000-0000-7000-8000-000000000001';

describe('the index of candidates', () => {
  it('numbers equal rows in their order, however many stand between them', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => {
      const row = { date: '2026-03-01', amount: (at % 1500) + 1, bankId: null, text: 'Danfo' };
      return { ...row, key: rowKey({ ...row, currency: 'NGN' }) };
    });
    const index = new CandidateIndex(ACCOUNT);
    for (const row of rows) index.add(row);
    const prints = fingerprintsOf(ACCOUNT, rows);
    expect(rows.map((_, at) => index.fingerprint(at))).toEqual(prints);
    expect(Buffer.from(index.fingerprints()).toString('hex')).toBe(prints.join(''));
    expect([...index.amounts()]).toEqual(Array.from({ length: 1500 }, (_, at) => at + 1));
  });
});
