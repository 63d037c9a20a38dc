import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const CategorySchema = defineEntity({
  name: 'Category',
  tableName: 'categories',
  policies: [ofCurrentPurse],
  uniques: [
    { properties: ['purseId', 'id'], name: 'categories_purse_id_id_unique' },
    { properties: ['purseId', 'name'], name: 'categories_purse_id_name_unique' },
    { properties: ['purseId', 'key'], name: 'categories_purse_id_key_unique' },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    name: p.text(),
    kind: p.enum(['income', 'spending', 'bill', 'support', 'dues', 'debt', 'fee', 'transfer'] as const),
    key: p.text().nullable(),
    icon: p.text(),
    position: p.integer(),
    archivedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
});

/** What a movement was for. Its kind decides into which part of which figure its rows count. */
export class Category extends CategorySchema.class {}
CategorySchema.setClass(Category);
