import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const SplitSchema = defineEntity({
  name: 'Split',
  tableName: 'splits',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'splits_purse_id_id_unique' }],
  indexes: [{ properties: ['transactionId'], name: 'splits_transaction_id_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    transactionId: p.uuid(),
    categoryId: p.uuid().nullable(),
    amount: p.bigint('number'),
    day: p.date(),
    currency: p.character().length(3),
    note: p.text().nullable(),
  },
});

/** A part of a transaction with its own category. A deferred trigger checks sum, day and currency at commit. */
export class Split extends SplitSchema.class {}
SplitSchema.setClass(Split);
