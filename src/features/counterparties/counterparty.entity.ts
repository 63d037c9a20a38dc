import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const CounterpartySchema = defineEntity({
  name: 'Counterparty',
  tableName: 'counterparties',
  policies: [ofCurrentPurse],
  uniques: [
    { properties: ['purseId', 'id'], name: 'counterparties_purse_id_id_unique' },
    { properties: ['purseId', 'name'], name: 'counterparties_purse_id_name_unique' },
  ],
  indexes: [
    {
      name: 'counterparties_search_index',
      expression:
        'create index counterparties_search_index on counterparties using gin (purse_id, lower(name) gin_trgm_ops)',
    },
    {
      name: 'counterparties_prefix_index',
      expression:
        'create index counterparties_prefix_index on counterparties (purse_id, lower(name) text_pattern_ops)',
    },
  ],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    name: p.text(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
  },
});

/** Who paid or was paid: one row per name and purse, which search, rules and series share. */
export class Counterparty extends CounterpartySchema.class {}
CounterpartySchema.setClass(Counterparty);
