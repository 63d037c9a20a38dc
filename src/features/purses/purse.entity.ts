import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { CURRENT_PURSE_OR_NULL, CURRENT_USER_OR_NULL } from '../../platform/database/row-security.ts';

/** Figures a person typed before any record existed; minor units of the base currency. */
export interface StatedFiguresColumn {
  moneyAtHand: number;
  income: { amount: number; rhythm: string; nextOn: string | null };
  spending: { amount: number; rhythm: string };
}

export interface IncomeRhythmColumn {
  rhythm: string;
  dayOfMonth: number | null;
}

const PurseSchema = defineEntity({
  name: 'Purse',
  tableName: 'purses',
  policies: [
    {
      name: 'member',
      command: 'select',
      using: `id in (select purse_id from memberships where user_id = ${CURRENT_USER_OR_NULL})`,
    },
    { name: 'current_purse', using: `id = ${CURRENT_PURSE_OR_NULL}`, check: `id = ${CURRENT_PURSE_OR_NULL}` },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    kind: p.enum(['personal', 'shared'] as const),
    baseCurrency: p.character().length(3),
    country: p.text(),
    zone: p.text(),
    stated: p.json<StatedFiguresColumn>().nullable(),
    incomeRhythm: p.json<IncomeRhythmColumn>().nullable(),
    buffer: p.bigint('number').default(0),
    deletesAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
});

/** The tenant: everything about money belongs to one. */
export class Purse extends PurseSchema.class {}
PurseSchema.setClass(Purse);
