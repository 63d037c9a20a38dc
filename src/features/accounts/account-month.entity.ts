import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const AccountMonthSchema = defineEntity({
  name: 'AccountMonth',
  tableName: 'account_month',
  policies: [ofCurrentPurse],
  properties: {
    accountId: p.uuid().primary(),
    month: p.date().primary(),
    purseId: p.uuid().index(),
    movement: p.bigint('number'),
    rows: p.integer(),
  },
});

/**
 * What moved on an account in a calendar month, kept by a trigger on transactions. Movements add up in any
 * order, so that an older statement changes one row and not every month after it; openings are derived.
 */
export class AccountMonth extends AccountMonthSchema.class {}
AccountMonthSchema.setClass(AccountMonth);
