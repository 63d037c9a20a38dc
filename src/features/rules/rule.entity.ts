import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const RuleSchema = defineEntity({
  name: 'Rule',
  tableName: 'rules',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'rules_purse_id_id_unique' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    counterpartyId: p.uuid().nullable(),
    text: p.text().nullable(),
    direction: p.enum(['in', 'out'] as const).nullable(),
    accountId: p.uuid().nullable(),
    currency: p.character().length(3).nullable(),
    amountMin: p.bigint('number').nullable(),
    amountMax: p.bigint('number').nullable(),
    categoryId: p.uuid().nullable(),
    namedCounterpartyId: p.uuid().nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
});

/** What a person wants done with rows of a kind: conditions that must all hold, and what follows. */
export class Rule extends RuleSchema.class {}
RuleSchema.setClass(Rule);

const RuleTagSchema = defineEntity({
  name: 'RuleTag',
  tableName: 'rule_tags',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['tagId'], name: 'rule_tags_tag_id_index' }],
  properties: {
    ruleId: p.uuid().primary(),
    tagId: p.uuid().primary(),
    purseId: p.uuid(),
  },
});

export class RuleTag extends RuleTagSchema.class {}
RuleTagSchema.setClass(RuleTag);

const DeclinedOfferSchema = defineEntity({
  name: 'DeclinedOffer',
  tableName: 'declined_offers',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['categoryId'], name: 'declined_offers_category_id_index' }],
  properties: {
    purseId: p.uuid().primary(),
    counterpartyId: p.uuid().primary(),
    direction: p.enum(['in', 'out'] as const).primary(),
    categoryId: p.uuid().primary(),
  },
});

/** A rule that was offered and not wanted: it is not offered again. */
export class DeclinedOffer extends DeclinedOfferSchema.class {}
DeclinedOfferSchema.setClass(DeclinedOffer);
