import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readListed } from '../../../../test/support/listed-files.ts';
import { pdfCorpus } from '../../../../test/support/pdf/corpus.ts';
import { anyLayout, closingOf } from '../../../../test/support/pdf/any-layout.ts';
import { expectedOf } from '../../../../test/support/pdf/expected.ts';
import { statementPdf } from '../../../../test/support/pdf/statement-pdf.ts';
import type { StatementLayout } from '../../../../test/support/pdf/statement-layout.ts';
import { scoreFile } from './conformance.ts';
import { negateDecimal } from './decimal.ts';

describe('any layout', () => {
  it('gives back the rows that were written, each field of each', async () => {
    await fc.assert(
      fc.asyncProperty(anyLayout, async (one) => {
        const parsed = await readListed(statementPdf(one), { country: one.country });
        expect(scoreFile(expectedOf(one), parsed)).toMatchObject({ differences: [], dropped: 0 });
      }),
      { numRuns: 100, seed: 20_261_130 },
    );
  }, 300_000);
});

type Fault = 'missing' | 'doubled' | 'turned';

/** The statement with one row wrong, its balances as they were. */
function faulty(one: StatementLayout, fault: Fault, at: number): StatementLayout {
  const [section] = one.sections;
  if (section === undefined) throw new Error('no section');
  const whole = section.rows.map((row, i) => ({
    ...row,
    after: closingOf(section.opening ?? '0.00', section.rows.slice(0, i + 1)),
  }));
  const wrong = whole.flatMap((row, i) => {
    if (i !== at) return [row];
    if (fault === 'missing') return [];
    return fault === 'doubled' ? [row, row] : [{ ...row, amount: negateDecimal(row.amount) }];
  });
  return { ...one, sections: [{ ...section, rows: wrong }] };
}

describe('a row that is missing, doubled or turned round', () => {
  it('is found in a statement with balances, wherever it is', async () => {
    const tried: Record<string, number> = {};
    const found: Record<string, number> = {};
    const balanced = anyLayout.filter(({ columns }) => columns.some(({ role }) => role === 'balance'));
    await fc.assert(
      fc.asyncProperty(
        balanced,
        fc.constantFrom<Fault>('missing', 'doubled', 'turned'),
        fc.nat(),
        async (one, fault, place) => {
          const at = place % (one.sections[0]?.rows.length ?? 1);
          const parsed = await readListed(statementPdf(faulty(one, fault, at)), { country: 'NG' });
          tried[fault] = (tried[fault] ?? 0) + 1;
          const isFound =
            parsed.statements[0]?.proof.state === 'off' || (parsed.statements[0]?.rejected.length ?? 0) > 0;
          if (isFound) found[fault] = (found[fault] ?? 0) + 1;
        },
      ),
      { numRuns: 150, seed: 20_261_130 },
    );
    for (const [fault, count] of Object.entries(tried)) {
      expect([fault, (found[fault] ?? 0) / count >= 0.99]).toEqual([fault, true]);
    }
  }, 300_000);
});

describe('a damaged PDF', () => {
  it('ends in rows or in a named problem, never in anything else', async () => {
    const files = pdfCorpus();
    const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.option(fc.nat(), { freq: 4 }),
        async ({ bytes, expected }, changes, cut) => {
          const damaged = Buffer.from(bytes.subarray(0, cut === null ? bytes.length : cut % bytes.length));
          for (const { at, to } of changes) if (damaged.length > 0) damaged[at % damaged.length] = to;
          const { country = 'NG', password } = expected.hint ?? {};
          const parsed = await readListed(damaged, {
            country,
            ...(password === undefined ? {} : { password }),
          });
          expect(parsed.error === null ? parsed.statements.length > 0 : parsed.error.why !== '').toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  }, 300_000);
});
