import { defineEntity, p } from '@mikro-orm/core';

const AiMonthSchema = defineEntity({
  name: 'AiMonth',
  tableName: 'ai_months',
  properties: {
    /** Its first day, in UTC. */
    month: p.date().primary(),
    microDollars: p.bigint('number'),
  },
});

/**
 * What the installation spent on AI in a month. It stands apart from the purses: who deletes one does not get back
 * what was spent on it.
 */
export class AiMonth extends AiMonthSchema.class {}
AiMonthSchema.setClass(AiMonth);
