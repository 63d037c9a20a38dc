import { z } from 'zod';
import { Id, Instant, PageQuery, pageOf } from '../../platform/http/wire.contract.ts';

export const AuditEntryView = z
  .strictObject({
    id: Id,
    at: Instant,
    by: z.strictObject({ userId: Id, name: z.string().nullable() }).nullable(),
    action: z.string(),
    subject: z.string(),
    subjectId: Id,
    changes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditPage = pageOf(AuditEntryView).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const ListAudit = PageQuery.extend({ subjectId: Id.optional() });
export type ListAudit = z.infer<typeof ListAudit>;
