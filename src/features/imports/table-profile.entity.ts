import { defineEntity, p } from '@mikro-orm/core';
import type { TableMapping } from '../../domain/table-mapping.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const TableProfileSchema = defineEntity({
  name: 'TableProfile',
  tableName: 'table_profiles',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'table_profiles_purse_id_id_unique' }],
  indexes: [{ properties: ['purseId', 'fingerprint'], name: 'table_profiles_purse_id_fingerprint_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    /** null for one that goes for any account. */
    accountId: p.uuid().nullable(),
    name: p.text(),
    /** Of the names of the columns: the next table with the same ones is read by this. */
    fingerprint: p.text(),
    header: p.json<string[]>(),
    mapping: p.json<TableMapping>(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
  },
});

/** How a person wants tables of one kind to be read. */
export class TableProfile extends TableProfileSchema.class {}
TableProfileSchema.setClass(TableProfile);
