import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const CounterpartyAliasSchema = defineEntity({
  name: 'CounterpartyAlias',
  tableName: 'counterparty_aliases',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['counterpartyId'], name: 'counterparty_aliases_counterparty_id_index' }],
  properties: {
    purseId: p.uuid().primary(),
    name: p.text().primary(),
    counterpartyId: p.uuid(),
  },
});

/** A name that a counterparty had before a person renamed or merged it: later imports find it by this one too. */
export class CounterpartyAlias extends CounterpartyAliasSchema.class {}
CounterpartyAliasSchema.setClass(CounterpartyAlias);
