import { z } from 'zod';
import { CurrencyCode, Id, LocalDate, MinorUnits } from '../../platform/http/wire.contract.ts';

const Days = { from: LocalDate, to: LocalDate, days: z.int() };

export const CoverageGap = z
  .strictObject({
    ...Days,
    rows: z.int().meta({ description: 'Rows that people typed for these days' }),
    balances: z.enum(['agree', 'differ', 'unknown']).meta({
      description:
        'Whether the stated balances around it agree with what moved between them: then nothing is missing',
    }),
    difference: MinorUnits.nullable().meta({ description: 'What is missing to make them agree' }),
  })
  .meta({ id: 'CoverageGap' });
export type CoverageGap = z.infer<typeof CoverageGap>;

export const CoverageStatement = z
  .strictObject({
    id: Id,
    importId: Id,
    fileName: z.string(),
    from: LocalDate,
    to: LocalDate,
    rows: z.int(),
    proof: z.enum(['proved', 'off', 'not-stated']).nullable(),
    difference: MinorUnits.nullable(),
  })
  .meta({ id: 'CoverageStatement' });
export type CoverageStatement = z.infer<typeof CoverageStatement>;

export const AccountCoverage = z
  .strictObject({
    accountId: Id,
    currency: CurrencyCode,
    span: z.strictObject({ from: LocalDate, to: LocalDate }).nullable().meta({
      description: 'From the first day that a statement tells up to yesterday; null without a statement',
    }),
    covered: z.array(z.strictObject(Days)),
    gaps: z.array(CoverageGap),
    overlaps: z.array(z.strictObject({ ...Days, statementIds: z.array(Id) })),
    typed: z.array(z.strictObject(Days)).meta({ description: 'Days with rows that people typed' }),
    months: z.array(
      z.strictObject({
        month: LocalDate,
        days: z.int(),
        told: z.int(),
        twice: z.int(),
        missing: z.int(),
      }),
    ),
    statements: z.array(CoverageStatement),
    balances: z.array(
      z.strictObject({ on: LocalDate, balance: MinorUnits, source: z.enum(['typed', 'statement']) }),
    ),
  })
  .meta({ id: 'AccountCoverage' });
export type AccountCoverage = z.infer<typeof AccountCoverage>;

export const CoverageList = z.strictObject({ items: z.array(AccountCoverage) }).meta({ id: 'CoverageList' });
export type CoverageList = z.infer<typeof CoverageList>;

export const CoverageParams = z.strictObject({ purseId: Id, accountId: Id });
