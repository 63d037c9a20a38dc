import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export interface AuditRecord {
  /** What was done, in the past tense of the feature: `account.created`, `import.undone`. */
  action: string;
  subject: string;
  subjectId: string;
  /** What changed; `{ field: [before, after] }` for a change, the main facts otherwise. */
  changes: Record<string, unknown>;
}

/** Who changed what: one entry per write of a person, in the same transaction as the write. */
@Injectable()
export class AuditService {
  constructor(private readonly clock: Clock) {}

  /** The instant of the entries made now: what a change stamps on its own rows. */
  now(): Date {
    return this.clock.now();
  }

  record(purse: PurseContext, record: AuditRecord): void {
    purse.em.create(
      AuditEntry,
      {
        purseId: purse.purseId,
        userId: purse.userId,
        at: this.now(),
        requestId: purse.requestId,
        ...record,
      },
      { persist: true },
    );
  }
}

/** `{ field: [before, after] }` of the fields that differ. */
export function differences<T extends object>(before: T, after: T): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {};
  for (const key of Object.keys(after) as (keyof T & string)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed[key] = [before[key], after[key]];
  }
  return changed;
}
