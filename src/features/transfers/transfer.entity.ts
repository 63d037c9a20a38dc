import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const TransferSchema = defineEntity({
  name: 'Transfer',
  tableName: 'transfers',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'transfers_purse_id_id_unique' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
  },
});

/** Two transactions between own accounts: neither income nor spending. */
export class Transfer extends TransferSchema.class {}
TransferSchema.setClass(Transfer);
