import { z } from 'zod';
import {
  CurrencyCode,
  Id,
  LocalDate,
  MinorUnits,
  PageQuery,
  pageOf,
} from '../../platform/http/wire.contract.ts';
import { RuleSet, RuleWhen } from '../rules/rules.contract.ts';

const Overwrite = z.boolean().default(false).meta({
  description: 'Also rows whose category or name a person chose; without it they are never touched',
});

/** A rule that is not saved yet, or one that is to be changed. */
export const PreviewRule = z
  .strictObject({ when: RuleWhen, set: RuleSet, overwrite: Overwrite })
  .meta({ id: 'PreviewRule' });
export type PreviewRule = z.infer<typeof PreviewRule>;

export const PreviewQuery = PageQuery;
export type PreviewQuery = z.infer<typeof PreviewQuery>;

const Side = z.strictObject({
  categoryId: Id.nullable(),
  counterparty: z.string().nullable(),
  tagIds: z.array(Id),
});

export const RuleChange = z
  .strictObject({
    transactionId: Id,
    date: LocalDate,
    amount: MinorUnits,
    currency: CurrencyCode,
    description: z.string(),
    before: Side,
    after: Side,
  })
  .meta({ id: 'RuleChange' });
export type RuleChange = z.infer<typeof RuleChange>;

export const RulePreview = pageOf(RuleChange)
  .extend({
    total: z.int().meta({ description: 'Rows that the rule would change' }),
    matches: z.int().meta({ description: 'Rows for which it holds, also those that it leaves as they are' }),
    chosen: z.int().meta({ description: 'Rows that it would change, were they not chosen by a person' }),
  })
  .meta({ id: 'RulePreview' });
export type RulePreview = z.infer<typeof RulePreview>;

export const ApplyRule = z.strictObject({ overwrite: Overwrite }).meta({ id: 'ApplyRule' });
export type ApplyRule = z.infer<typeof ApplyRule>;

export const RuleApplied = z
  .strictObject({
    changed: z.int(),
    left: z.int().meta({ description: 'Rows that it would still change: ask again for them' }),
  })
  .meta({ id: 'RuleApplied' });
export type RuleApplied = z.infer<typeof RuleApplied>;

const Direction = z.enum(['in', 'out']);

/** What a person did more than once: a rule could do it from now on. */
export const RuleOffer = z
  .strictObject({
    counterpartyId: Id,
    counterparty: z.string(),
    direction: Direction,
    categoryId: Id,
    corrections: z.int().meta({ description: 'Rows to which a person gave the category' }),
    others: z.int().meta({ description: 'Rows that the rule would change besides' }),
  })
  .meta({ id: 'RuleOffer' });
export type RuleOffer = z.infer<typeof RuleOffer>;

export const RuleOfferList = z.strictObject({ items: z.array(RuleOffer) }).meta({ id: 'RuleOfferList' });
export type RuleOfferList = z.infer<typeof RuleOfferList>;

export const ListOffers = z.strictObject({ transactionId: Id.optional() });
export type ListOffers = z.infer<typeof ListOffers>;

export const RuleToApply = z.strictObject({ purseId: Id, ruleId: Id });

export const DeclineOffer = z
  .strictObject({ counterpartyId: Id, direction: Direction, categoryId: Id })
  .meta({ id: 'DeclineOffer' });
export type DeclineOffer = z.infer<typeof DeclineOffer>;
