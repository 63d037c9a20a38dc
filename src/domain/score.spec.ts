import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar.ts';
import type { CategoryKind } from './categories.ts';
import type { DayFlow } from './flows.ts';
import { unknown } from './figure.ts';
import { arrivalsOf, completePeriods } from './income-periods.ts';
import { ANCHORS, PART_KEYS, cashFlowScore, explainChange, labelOf, pointsOf, variation } from './score.ts';
import type { Score } from './score.ts';

const AS_OF = '2026-06-30';

function flow(day: string, kind: CategoryKind | null, amount: number, rows = 1): DayFlow {
  return {
    day,
    kind,
    categoryId: null,
    currency: 'NGN',
    in: Math.max(0, amount),
    out: Math.max(0, -amount),
    rows,
  };
}

/** Six months with a salary on the 1st and the given daily outflow by kind. */
function household(given: { salary: number; perDay?: Partial<Record<CategoryKind, number>> }): DayFlow[] {
  const flows: DayFlow[] = [];
  for (let day = '2026-01-01'; day <= AS_OF; day = addDays(day, 1)) {
    if (given.salary > 0 && day.endsWith('-01')) flows.push(flow(day, 'income', given.salary));
    for (const [kind, amount] of Object.entries(given.perDay ?? {})) {
      if (amount !== 0) flows.push(flow(day, kind as CategoryKind, -amount));
    }
  }
  return flows;
}

function scoreOf(flows: DayFlow[], runwayDays: number | null = 60): Score {
  const covered = [{ from: '2026-01-01', to: AS_OF }];
  return cashFlowScore({
    asOf: AS_OF,
    flows,
    covered,
    periods: completePeriods(arrivalsOf(flows), null, AS_OF),
    runwayDays: runwayDays === null ? unknown('x', 'x') : { known: true, days: runwayDays },
  });
}

function part(score: Score, key: string) {
  const found = score.parts.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`no part ${key}`);
  return found;
}

describe('the anchors of docs/formulas.md §3', () => {
  it.each(PART_KEYS)('%s: each anchor gives its points, and nothing outside goes past the ends', (key) => {
    for (const [value, points] of ANCHORS[key]) expect(pointsOf(key, value)).toBeCloseTo(points, 9);
    const ends = [ANCHORS[key][0], ANCHORS[key].at(-1)] as const;
    expect(pointsOf(key, -1e9)).toBe(ends[0]?.[1]);
    expect(pointsOf(key, 1e9)).toBe(ends[1]?.[1]);
  });

  it.each(PART_KEYS)('%s: moves one way only, and D7: has no cliff', (key) => {
    const rising = key === 'saving' || key === 'runway';
    const scale = key === 'runway' ? 300 : 1.5;
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.01, noNaN: true }),
        (x, step) => {
          const low = pointsOf(key, x * scale);
          const high = pointsOf(key, (x + step) * scale);
          expect(rising ? high - low : low - high).toBeGreaterThanOrEqual(-1e-9);
          expect(Math.abs(high - low)).toBeLessThanOrEqual(step * scale * 400 + 1e-9);
        },
      ),
    );
  });
});

describe('the score', () => {
  it('follows the worked example of a salaried household', () => {
    // 450,000 in, 12,000 a day out (spending 9,000, bills 2,000, support 1,000), no debt, 60 days of runway.
    const score = scoreOf(
      household({ salary: 450_000, perDay: { spending: 9_000, bill: 2_000, support: 1_000 } }),
      60,
    );
    // The last 180 days begin on 2 January: four complete periods, February to May, 120 days.
    expect(part(score, 'saving')).toMatchObject({
      known: true,
      measure: (4 * 450_000 - 120 * 12_000) / (4 * 450_000),
    });
    expect(part(score, 'commitment-load')).toMatchObject({
      measure: (120 * 3_000) / (4 * 450_000),
      points: 100,
    });
    expect(part(score, 'debt-service')).toMatchObject({
      measure: 0,
      points: 100,
      note: expect.stringMatching(/none/),
    });
    expect(part(score, 'income-steadiness')).toMatchObject({ measure: (2 * 0.35) / 6, points: 97.5 });
    expect(part(score, 'runway')).toMatchObject({ measure: 60, points: 52.5 });
    expect(score).toMatchObject({ known: true, score: 85, label: 'strong' });
  });

  it('lies between 0 and 100, whatever the household', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        (salary, spending, debt, runway) => {
          const score = scoreOf(household({ salary, perDay: { spending, debt } }), runway);
          if (score.known) {
            expect(score.score).toBeGreaterThanOrEqual(0);
            expect(score.score).toBeLessThanOrEqual(100);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('F2 zero income: money out without any in gives 0 for saving and commitments, and the floor is reachable', () => {
    const score = scoreOf(household({ salary: 0, perDay: { spending: 5_000, debt: 1_000 } }), 0);
    expect(part(score, 'saving')).toMatchObject({ known: true, points: 0 });
    expect(part(score, 'commitment-load')).toMatchObject({ known: true, points: 0 });
    expect(part(score, 'debt-service')).toMatchObject({ known: true, points: 0 });
    expect(part(score, 'income-steadiness').known).toBe(false);
    expect(score).toMatchObject({ known: true, score: 0, label: 'needs-a-plan' });
  });

  it('F2 zero income without debt leaves debt service out', () => {
    expect(
      part(scoreOf(household({ salary: 0, perDay: { spending: 5_000 } }), 0), 'debt-service').known,
    ).toBe(false);
  });

  it('F2 no spending: typing no expense is not thrift, it is too little to tell', () => {
    const score = scoreOf(household({ salary: 450_000 }), null);
    expect(score).toMatchObject({ known: false, missing: [{ code: 'too-few-rows' }] });
  });

  it('F2 support above income does not turn into a good figure', () => {
    const score = scoreOf(household({ salary: 100_000, perDay: { support: 5_000 } }), 5);
    expect(part(score, 'commitment-load')).toMatchObject({ points: 0 });
    expect(part(score, 'saving')).toMatchObject({ points: 0 });
  });

  it('F2 cliff: two naira more or less move nothing by more than a hundredth', () => {
    const more = part(scoreOf(household({ salary: 3_000_000, perDay: { spending: 90_001 } })), 'saving');
    const less = part(scoreOf(household({ salary: 3_000_000, perDay: { spending: 89_999 } })), 'saving');
    expect(more.known && less.known && Math.abs(more.points - less.points)).toBeLessThanOrEqual(0.1);
  });

  it('D3: asks for 30 covered days and 20 rows before it says a number', () => {
    const flows = household({ salary: 450_000, perDay: { spending: 9_000 } });
    const short = cashFlowScore({
      asOf: AS_OF,
      flows,
      covered: [{ from: '2026-06-10', to: AS_OF }],
      periods: [],
      runwayDays: { known: true, days: 60 },
    });
    expect(short).toMatchObject({
      known: false,
      missing: [{ code: 'too-few-days', detail: '21 of 30 days are covered by records.' }],
    });
  });

  it('D4: counts debt and support as outflow', () => {
    const lean = part(scoreOf(household({ salary: 450_000, perDay: { spending: 5_000 } })), 'saving');
    const loaded = part(
      scoreOf(household({ salary: 450_000, perDay: { spending: 5_000, debt: 3_000, support: 2_000 } })),
      'saving',
    );
    expect(lean.known && loaded.known && lean.measure - loaded.measure).toBeCloseTo(
      (120 * 5_000) / (4 * 450_000),
      9,
    );
  });

  it('D5: steadiness is the variation of real periods, shrunk towards 0.35 while they are few', () => {
    expect(variation([100, 100, 100])).toBe(0);
    expect(variation([50, 150])).toBeCloseTo(Math.SQRT1_2, 9);
    const two = household({ salary: 0 }).concat(
      [
        ['2026-04-01', 50_000],
        ['2026-05-01', 150_000],
        ['2026-06-01', 90_000],
      ].map(([day, amount]) => flow(String(day), 'income', Number(amount))),
    );
    expect(part(scoreOf(two), 'income-steadiness')).toMatchObject({
      measure: (2 * Math.SQRT1_2 + 4 * 0.35) / 6,
    });
  });

  it('leaves an unknown part out and scales the weights of the others', () => {
    const flows = household({ salary: 450_000, perDay: { spending: 9_000 } });
    const without = scoreOf(flows, null);
    const parts = without.parts.flatMap((candidate) => (candidate.known ? [candidate] : []));
    const weight = parts.reduce((left, candidate) => left + candidate.weight, 0);
    const mean = parts.reduce((left, candidate) => left + candidate.weight * candidate.points, 0) / weight;
    expect(weight).toBe(75);
    expect(without).toMatchObject({ known: true, score: Math.round(mean) });
  });

  it('explains a change by its parts', () => {
    const before = scoreOf(household({ salary: 450_000, perDay: { spending: 12_000 } }), 60);
    const after = scoreOf(household({ salary: 450_000, perDay: { spending: 9_000 } }), 120);
    const changes = explainChange(before, after);
    expect(changes.map((change) => change.key)).toEqual(['saving', 'runway']);
    const total = changes.reduce((left, change) => left + change.effect, 0);
    expect(before.known && after.known && Math.abs(after.score - before.score - total)).toBeLessThanOrEqual(
      1,
    );
  });

  it('names every score with a word', () => {
    expect([100, 80, 79, 60, 40, 20, 19, 0].map(labelOf)).toEqual([
      'strong',
      'strong',
      'steady',
      'steady',
      'tight',
      'strained',
      'needs-a-plan',
      'needs-a-plan',
    ]);
  });
});
