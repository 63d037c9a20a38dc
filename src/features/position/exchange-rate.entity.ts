import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const ExchangeRateSchema = defineEntity({
  name: 'ExchangeRate',
  tableName: 'exchange_rates',
  policies: [ofCurrentPurse],
  properties: {
    purseId: p.uuid().primary(),
    currency: p.character().length(3).primary(),
    on: p.date().primary().name('on_day'),
    rate: p.decimal('string').precision(20).scale(10),
    source: p.text(),
  },
});

/** Units of the purse's base currency for one unit of another on a day, with where it comes from. Never 1 by default. */
export class ExchangeRate extends ExchangeRateSchema.class {}
ExchangeRateSchema.setClass(ExchangeRate);
