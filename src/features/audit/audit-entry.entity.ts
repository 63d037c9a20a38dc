import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'audit_entries_purse_id_id_unique' }],
  indexes: [{ properties: ['purseId', 'subjectId'], name: 'audit_entries_purse_id_subject_id_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    userId: p.uuid().nullable(),
    at: p.datetime(3),
    action: p.text(),
    subject: p.text(),
    subjectId: p.uuid(),
    changes: p.json<Record<string, unknown>>(),
    requestId: p.text().nullable(),
  },
});

/** Who changed what and when. The application's role may add and read entries, never change or delete one. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
