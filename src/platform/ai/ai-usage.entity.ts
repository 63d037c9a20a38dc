import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../database/new-id.ts';
import { ofCurrentPurse } from '../database/row-security.ts';

const AiUsageSchema = defineEntity({
  name: 'AiUsage',
  tableName: 'ai_usage',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'ai_usage_purse_id_id_unique' }],
  indexes: [{ properties: ['purseId', 'at'], name: 'ai_usage_purse_id_at_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    at: p.datetime(3),
    purpose: p.text(),
    model: p.text(),
    /** 'unknown': no answer came, and nobody here can tell whether one was charged: the most it may be is counted. */
    outcome: p.enum(['answered', 'unknown'] as const),
    inputTokens: p.integer(),
    outputTokens: p.integer(),
    microDollars: p.bigint('number'),
  },
});

/** One question to the AI that was, or may have been, charged. It tells of the question nothing but its purpose. */
export class AiUsage extends AiUsageSchema.class {}
AiUsageSchema.setClass(AiUsage);
