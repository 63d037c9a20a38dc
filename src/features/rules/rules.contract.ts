import { z } from 'zod';
import { CurrencyCode, GivenMinorUnits, Id, Instant, MinorUnits } from '../../platform/http/wire.contract.ts';

const Name = z.string().trim().min(1).max(200);
const Size = GivenMinorUnits.min(0).meta({
  description: 'Minor units without a sign, so that it holds for money in and out',
});

export const RuleWhen = z
  .strictObject({
    counterparty: Name.nullable().default(null),
    text: z.string().trim().min(2).max(100).nullable().default(null),
    direction: z.enum(['in', 'out']).nullable().default(null),
    accountId: Id.nullable().default(null),
    currency: CurrencyCode.nullable().default(null),
    amountMin: Size.nullable().default(null),
    amountMax: Size.nullable().default(null),
  })
  .refine((when) => Object.values(when).some((value) => value !== null), 'a condition at least')
  .refine(({ amountMin, amountMax }) => amountMin === null || amountMax === null || amountMin <= amountMax, {
    message: 'not less than the smallest amount',
    path: ['amountMax'],
  })
  .refine(
    ({ amountMin, amountMax, currency, accountId }) =>
      (amountMin === null && amountMax === null) || currency !== null || accountId !== null,
    { message: 'an amount needs a currency or an account', path: ['currency'] },
  )
  .meta({ id: 'RuleWhen', description: 'All that is given must hold' });

export const RuleSet = z
  .strictObject({
    categoryId: Id.nullable().default(null),
    counterparty: Name.nullable().default(null),
    tagIds: z.array(Id).max(20).default([]),
  })
  .refine(
    ({ categoryId, counterparty, tagIds }) =>
      categoryId !== null || counterparty !== null || tagIds.length > 0,
    'something to do at least',
  )
  .meta({ id: 'RuleSet' });

export const SaveRule = z.strictObject({ when: RuleWhen, set: RuleSet }).meta({ id: 'SaveRule' });
export type SaveRule = z.infer<typeof SaveRule>;

export const RuleView = z
  .strictObject({
    id: Id,
    when: z.strictObject({
      counterparty: z.string().nullable(),
      text: z.string().nullable(),
      direction: z.enum(['in', 'out']).nullable(),
      accountId: Id.nullable(),
      currency: CurrencyCode.nullable(),
      amountMin: MinorUnits.nullable(),
      amountMax: MinorUnits.nullable(),
    }),
    set: z.strictObject({
      categoryId: Id.nullable(),
      counterparty: z.string().nullable(),
      tagIds: z.array(Id),
    }),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'Rule' });
export type RuleView = z.infer<typeof RuleView>;

export const RuleList = z
  .strictObject({
    items: z.array(RuleView).meta({
      description: 'The most specific first: category and name of a row come from the first that gives one',
    }),
  })
  .meta({ id: 'RuleList' });
export type RuleList = z.infer<typeof RuleList>;

/** How many rules a purse may have: each is looked at for every row that is read. */
export const MOST_RULES = 300;

export const RuleParams = z.strictObject({ purseId: Id, ruleId: Id });
