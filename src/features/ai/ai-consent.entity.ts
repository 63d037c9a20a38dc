import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const AiConsentSchema = defineEntity({
  name: 'AiConsent',
  tableName: 'ai_consents',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['givenBy'], name: 'ai_consents_given_by_index' }],
  properties: {
    purseId: p.uuid().primary(),
    givenBy: p.uuid(),
    givenAt: p.datetime(3),
  },
});

/** The owner of a purse agrees that parts of it may be sent to the AI. It counts while they are its owner. */
export class AiConsent extends AiConsentSchema.class {}
AiConsentSchema.setClass(AiConsent);
