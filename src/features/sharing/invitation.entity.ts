import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'invitations_purse_id_id_unique' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    role: p.enum(['editor', 'viewer'] as const),
    label: p.text().nullable(),
    hash: p.blob().unique(),
    createdBy: p.uuid(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    acceptedAt: p.datetime(3).nullable(),
    acceptedBy: p.uuid().nullable(),
  },
});

/** A link that lets one person in, once, until it expires. Only the SHA-256 of its secret is kept. */
export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);
