import { addDays } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import type { CategoryKind } from './categories.ts';
import { unknown } from './figure.ts';
import type { Figure, Missing } from './figure.ts';
import { essentialOutflow, totals } from './flows.ts';
import type { DayFlow, Totals } from './flows.ts';
import { countDays, includesSpan, lastDays } from './spans.ts';

export const PART_KEYS = [
  'saving',
  'runway',
  'debt-service',
  'income-steadiness',
  'commitment-load',
] as const;
export type PartKey = (typeof PART_KEYS)[number];

/** Where the rows behind a part are: a page lists them by this filter. */
export interface Evidence {
  readonly kinds: readonly CategoryKind[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rows: number;
}

/** One part of the score. `measure` is a ratio (0.1 = 10 %), or days for the runway. */
export interface KnownPart {
  readonly measure: number;
  /** 0 to 100, one decimal. */
  readonly points: number;
  readonly evidence: Evidence;
  readonly note: string | null;
}

export type Part = { readonly key: PartKey; readonly weight: number } & Figure<KnownPart>;

export const LABELS = ['strong', 'steady', 'tight', 'strained', 'needs-a-plan'] as const;
export type ScoreLabel = (typeof LABELS)[number];

export type Score = Figure<{ readonly score: number; readonly label: ScoreLabel }> & {
  readonly parts: readonly Part[];
};

/** [value, points], values ascending; linear between, flat outside (docs/formulas.md §3). */
type Anchors = readonly (readonly [value: number, points: number])[];

export const WEIGHTS: Readonly<Record<PartKey, number>> = {
  saving: 30,
  runway: 25,
  'debt-service': 20,
  'income-steadiness': 15,
  'commitment-load': 10,
};

export const ANCHORS: Readonly<Record<PartKey, Anchors>> = {
  saving: [
    [-0.2, 0],
    [0, 30],
    [0.1, 60],
    [0.2, 90],
    [0.3, 100],
  ],
  runway: [
    [0, 0],
    [30, 40],
    [90, 65],
    [180, 85],
    [270, 100],
  ],
  'debt-service': [
    [0.1, 100],
    [0.2, 80],
    [0.35, 55],
    [0.5, 30],
    [1, 0],
  ],
  'income-steadiness': [
    [0.1, 100],
    [0.3, 70],
    [0.6, 35],
    [1.2, 0],
  ],
  'commitment-load': [
    [0.3, 100],
    [0.5, 75],
    [0.8, 35],
    [1.1, 0],
  ],
};

const MIN_DAYS = 30;
const MIN_ROWS = 20;
const WINDOW_DAYS = 180;
/** Variation assumed of an income of which little is known yet. */
const PRIOR_VARIATION = 0.35;
const FULL_PERIODS = 6;

/** Points of a measure, 0 to 100, by linear interpolation between the anchors of its part. */
export function pointsOf(part: PartKey, measure: number): number {
  const anchors = ANCHORS[part];
  let [lowValue, lowPoints] = anchors[0] ?? [0, 0];
  if (measure <= lowValue) return lowPoints;
  for (const [value, points] of anchors) {
    if (measure <= value)
      return lowPoints + ((points - lowPoints) * (measure - lowValue)) / (value - lowValue || 1);
    [lowValue, lowPoints] = [value, points];
  }
  return lowPoints;
}

/** The word for a score. */
export function labelOf(score: number): ScoreLabel {
  if (score >= 80) return 'strong';
  if (score >= 60) return 'steady';
  if (score >= 40) return 'tight';
  return score >= 20 ? 'strained' : 'needs-a-plan';
}

/** Sample standard deviation over mean; 0 for a single value. The values are positive. */
export function variation(values: readonly number[]): number {
  const mean = values.reduce((left, right) => left + right, 0) / values.length;
  if (values.length < 2 || mean === 0) return 0;
  const squares = values.reduce((left, value) => left + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

export interface ScoreInput {
  readonly asOf: LocalDate;
  readonly flows: readonly DayFlow[];
  readonly covered: readonly Span[];
  /** Complete income periods, oldest first. */
  readonly periods: readonly Span[];
  readonly runwayDays: Figure<{ readonly days: number }>;
}

/**
 * The cash-flow score (docs/formulas.md §3). A part that is unknown is left out and the weights of the others are
 * scaled; under 30 covered days or 20 rows there is no score, but what is missing.
 */
export function cashFlowScore(input: ScoreInput): Score {
  const windowStart = addDays(input.asOf, 1 - WINDOW_DAYS);
  const periods = input.periods.filter(
    (period) => period.from >= windowStart && includesSpan(input.covered, period),
  );
  const window = periods.length > 0 ? periods : lastDays(input.covered, WINDOW_DAYS);
  const sums = totals(input.flows, window);
  const parts = [
    savingPart(sums, periods, window),
    runwayPart(input),
    debtPart(sums, periods, window),
    steadinessPart(input.flows, periods),
    commitmentPart(sums, periods, window),
  ];
  const missing = gate(input);
  const known = parts.flatMap((part) => (part.known ? [part] : []));
  if (missing.length > 0 || known.length === 0) {
    return {
      known: false,
      missing: missing.length > 0 ? missing : [{ code: 'no-part', detail: 'No part is known yet.' }],
      parts,
    };
  }
  const weight = known.reduce((left, part) => left + part.weight, 0);
  const score = Math.round(known.reduce((left, part) => left + part.weight * part.points, 0) / weight);
  return { known: true, score, label: labelOf(score), parts };
}

export interface PartChange {
  readonly key: PartKey;
  /** What the part added to or took from the score, in points of the score. */
  readonly effect: number;
}

/** Why a score differs from an earlier one: Σ weight × change of the part, for parts known in both. */
export function explainChange(before: Score, after: Score): PartChange[] {
  return after.parts.flatMap((part) => {
    const earlierPart = before.parts.find((candidate) => candidate.key === part.key);
    if (!part.known || earlierPart === undefined || !earlierPart.known) return [];
    const effect = Math.round(part.weight * (part.points - earlierPart.points)) / 100;
    return effect === 0 ? [] : [{ key: part.key, effect }];
  });
}

function gate(input: ScoreInput): Missing[] {
  const days = countDays(input.covered);
  const rows = totals(input.flows, input.covered).rows;
  const missing: Missing[] = [];
  if (days < MIN_DAYS) {
    missing.push({ code: 'too-few-days', detail: `${days} of ${MIN_DAYS} days are covered by records.` });
  }
  if (rows < MIN_ROWS)
    missing.push({ code: 'too-few-rows', detail: `${rows} of ${MIN_ROWS} rows are there.` });
  return missing;
}

const OUT: readonly CategoryKind[] = ['spending', 'bill', 'support', 'dues', 'debt', 'fee'];

function partOf(
  key: PartKey,
  measure: number,
  kinds: readonly CategoryKind[],
  days: readonly Span[],
  rows: number,
  note: string | null = null,
): Part {
  const points = Math.round(pointsOf(key, measure) * 10) / 10;
  const evidence = { kinds, from: days[0]?.from ?? '', to: days.at(-1)?.to ?? '', rows };
  return { key, weight: WEIGHTS[key], known: true, measure, points, evidence, note };
}

function zeroPart(key: PartKey, kinds: readonly CategoryKind[], days: readonly Span[], rows: number): Part {
  const evidence = { kinds, from: days[0]?.from ?? '', to: days.at(-1)?.to ?? '', rows };
  const note = 'Money went out and no income was recorded.';
  return { key, weight: WEIGHTS[key], known: true, measure: 0, points: 0, evidence, note };
}

function unknownPart(key: PartKey, code: string, detail: string): Part {
  return { key, weight: WEIGHTS[key], ...unknown(code, detail) };
}

const NO_PERIOD = 'It takes one complete income period, from one arrival of income to the next.';

function savingPart(sums: Totals, periods: readonly Span[], window: readonly Span[]): Part {
  const outflow = essentialOutflow(sums);
  if (sums.income <= 0 && outflow > 0) return zeroPart('saving', ['income', ...OUT], window, sums.rows);
  if (sums.income <= 0 || periods.length === 0) return unknownPart('saving', 'no-period', NO_PERIOD);
  return partOf('saving', (sums.income - outflow) / sums.income, ['income', ...OUT], periods, sums.rows);
}

function runwayPart(input: ScoreInput): Part {
  const { runwayDays } = input;
  if (!runwayDays.known)
    return { key: 'runway', weight: WEIGHTS.runway, known: false, missing: runwayDays.missing };
  const days = lastDays(input.covered, 90);
  return partOf('runway', runwayDays.days, OUT, days, totals(input.flows, days).rows);
}

function debtPart(sums: Totals, periods: readonly Span[], window: readonly Span[]): Part {
  if (sums.income <= 0) {
    if (sums.debt > 0) return zeroPart('debt-service', ['debt'], window, sums.rows);
    return unknownPart('debt-service', 'no-income', 'There is no income to compare debt payments with.');
  }
  if (periods.length === 0) return unknownPart('debt-service', 'no-period', NO_PERIOD);
  const note = sums.debt === 0 ? 'No debt payment is recorded, which counts as none.' : null;
  return partOf(
    'debt-service',
    Math.max(0, sums.debt) / sums.income,
    ['debt', 'income'],
    periods,
    sums.rows,
    note,
  );
}

function steadinessPart(flows: readonly DayFlow[], periods: readonly Span[]): Part {
  const incomes = periods.map((period) => totals(flows, [period]).income).filter((income) => income > 0);
  const n = incomes.length;
  if (n === 0) return unknownPart('income-steadiness', 'no-period', NO_PERIOD);
  const own = variation(incomes);
  const measure = n >= FULL_PERIODS ? own : (n * own + (FULL_PERIODS - n) * PRIOR_VARIATION) / FULL_PERIODS;
  const note =
    n >= FULL_PERIODS
      ? null
      : `Only ${n} income ${n === 1 ? 'period is' : 'periods are'} known, so this leans on a usual value.`;
  const rows = flows.filter((flow) => flow.kind === 'income').reduce((left, flow) => left + flow.rows, 0);
  return partOf('income-steadiness', measure, ['income'], periods, rows, note);
}

function commitmentPart(sums: Totals, periods: readonly Span[], window: readonly Span[]): Part {
  const committed = sums.bill + sums.support + sums.dues;
  const kinds: readonly CategoryKind[] = ['bill', 'support', 'dues', 'income'];
  if (sums.income <= 0 && essentialOutflow(sums) > 0)
    return zeroPart('commitment-load', kinds, window, sums.rows);
  if (sums.income <= 0 || periods.length === 0) return unknownPart('commitment-load', 'no-period', NO_PERIOD);
  return partOf('commitment-load', Math.max(0, committed) / sums.income, kinds, periods, sums.rows);
}
