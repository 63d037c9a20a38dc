import { z } from 'zod';
import { CurrencyCode, Id, LocalDate, MinorUnits } from '../../platform/http/wire.contract.ts';
import { CategoryKind } from '../categories/categories.contract.ts';

const Missing = z.strictObject({ code: z.string(), detail: z.string() }).meta({ id: 'Missing' });
const Unknown = z
  .strictObject({ known: z.literal(false), missing: z.array(Missing) })
  .meta({ id: 'UnknownFigure' });

/** A figure, or why there is none. */
const figure = <T extends z.ZodRawShape>(shape: T) =>
  z.union([z.strictObject({ known: z.literal(true), ...shape }), Unknown]);

const Source = z
  .enum(['records', 'stated'])
  .meta({ description: 'Rests on records, or on what the person said' });

const part = {
  key: z.enum(['saving', 'runway', 'debt-service', 'income-steadiness', 'commitment-load']),
  weight: z.int(),
};
const Part = z
  .union([
    z.strictObject({
      ...part,
      known: z.literal(true),
      measure: z.number().meta({ description: 'A ratio (0.1 = 10 %), or days for the runway' }),
      points: z.number(),
      evidence: z.strictObject({
        kinds: z.array(CategoryKind),
        from: LocalDate,
        to: LocalDate,
        rows: z.int(),
      }),
      note: z.string().nullable(),
    }),
    z.strictObject({ ...part, known: z.literal(false), missing: z.array(Missing) }),
  ])
  .meta({ id: 'ScorePart' });

const Score = z
  .union([
    z.strictObject({
      known: z.literal(true),
      score: z.int(),
      label: z.enum(['strong', 'steady', 'tight', 'strained', 'needs-a-plan']),
      parts: z.array(Part),
    }),
    z.strictObject({ known: z.literal(false), missing: z.array(Missing), parts: z.array(Part) }),
  ])
  .meta({ id: 'Score' });

const Coverage = z
  .strictObject({
    days: z.int(),
    from: LocalDate.nullable(),
    to: LocalDate.nullable(),
    rowsUsed: z.int(),
    excluded: z.array(
      z.strictObject({ reason: z.literal('no-rate'), currency: CurrencyCode, rows: z.int() }),
    ),
    rates: z.array(
      z.strictObject({
        currency: CurrencyCode,
        on: LocalDate,
        rate: z.string(),
        source: z.string(),
        rows: z.int(),
      }),
    ),
    categorised: z.number().nullable(),
    accountsWithoutRecords: z.array(Id),
  })
  .meta({ id: 'Coverage' });

export const PositionView = z
  .strictObject({
    formulaVersion: z.int(),
    asOf: LocalDate,
    currency: CurrencyCode,
    liquid: figure({ amount: MinorUnits, source: Source, leftOut: z.array(Id) }),
    dailyOutflow: figure({
      amount: MinorUnits,
      days: z.int(),
      source: Source,
      from: LocalDate.nullable(),
      to: LocalDate.nullable(),
    }),
    runway: figure({ days: z.int(), source: Source }),
    safeToSpend: figure({
      form: z.enum(['simulated', 'simple', 'stated']),
      perDay: MinorUnits,
      basis: z.enum(['next-income', 'thirty-days']).meta({
        description:
          'What it lasts to: the next income, or thirty days where income comes more often than weekly',
      }),
      until: LocalDate,
      days: z.int(),
      expected: MinorUnits.meta({ description: 'Income that is counted on until then' }),
      committed: MinorUnits,
      chancePercent: z.int().nullable(),
      errorPercent: z.number().nullable(),
      short: MinorUnits,
      overdue: z.boolean(),
    }),
    score: Score,
    supportShare: z.number().nullable(),
    coverage: Coverage,
  })
  .meta({ id: 'Position' });
export type PositionView = z.infer<typeof PositionView>;

export const CashFlowQuery = z.strictObject({
  by: z.enum(['period', 'month']).default('period'),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
});
export type CashFlowQuery = z.infer<typeof CashFlowQuery>;

export const CashFlowView = z
  .strictObject({
    formulaVersion: z.int(),
    currency: CurrencyCode,
    by: z.enum(['period', 'month']),
    from: LocalDate,
    to: LocalDate,
    periods: z.array(
      z.strictObject({
        from: LocalDate,
        to: LocalDate,
        complete: z.boolean(),
        in: MinorUnits,
        out: MinorUnits,
        net: MinorUnits,
        supportShare: z.number().nullable(),
        byKind: z.array(z.strictObject({ kind: CategoryKind, amount: MinorUnits })),
        rows: z.int(),
      }),
    ),
    excluded: z.array(
      z.strictObject({ reason: z.literal('no-rate'), currency: CurrencyCode, rows: z.int() }),
    ),
  })
  .meta({ id: 'CashFlow' });
export type CashFlowView = z.infer<typeof CashFlowView>;
