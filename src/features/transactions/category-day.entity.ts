import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

/** Stands for "no category" in the rollup, whose key must not be null. */
export const NO_CATEGORY = '00000000-0000-0000-0000-000000000000';

const CategoryDaySchema = defineEntity({
  name: 'CategoryDay',
  tableName: 'category_day',
  policies: [ofCurrentPurse],
  properties: {
    purseId: p.uuid().primary(),
    day: p.date().primary(),
    categoryId: p.uuid().primary(),
    currency: p.character().length(3).primary(),
    moneyIn: p.bigint('number'),
    moneyOut: p.bigint('number'),
    rows: p.integer(),
  },
});

/** Money in and out per purse, day, category and currency: splits count, transfers do not. Kept by triggers. */
export class CategoryDay extends CategoryDaySchema.class {}
CategoryDaySchema.setClass(CategoryDay);
