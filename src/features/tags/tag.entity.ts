import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const TagSchema = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  policies: [ofCurrentPurse],
  uniques: [
    { properties: ['purseId', 'id'], name: 'tags_purse_id_id_unique' },
    { properties: ['purseId', 'name'], name: 'tags_purse_id_name_unique' },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    name: p.text(),
  },
});

/** A word that a person puts on transactions across categories. */
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

const TransactionTagSchema = defineEntity({
  name: 'TransactionTag',
  tableName: 'transaction_tags',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['tagId'], name: 'transaction_tags_tag_id_index' }],
  properties: {
    transactionId: p.uuid().primary(),
    tagId: p.uuid().primary(),
    purseId: p.uuid(),
  },
});

export class TransactionTag extends TransactionTagSchema.class {}
TransactionTagSchema.setClass(TransactionTag);
