import { sql } from 'kysely';
import { Injectable } from '@nestjs/common';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { Membership } from '../purses/membership.entity.ts';
import { Purse } from '../purses/purse.entity.ts';
import { ImportsService } from '../imports/imports.service.ts';
import { NewIds } from './new-ids.ts';
import type { RestoredHead, RestoredRow } from './restored-purse.contract.ts';
import {
  insertAccounts,
  insertCategories,
  insertImports,
  insertNames,
  insertRest,
  insertRules,
} from './head.queries.ts';
import { insertRows } from './rows.queries.ts';

/** What of an import is taken in: what was on its way when the purse was exported is not. */
const SETTLED = new Set(['committed', 'undone']);

/** Writes an exported purse into a new one, in the transaction that makes it: ids are new, everything else is as it was. */
@Injectable()
export class PurseWriter {
  constructor(
    private readonly audit: AuditService,
    private readonly imports: ImportsService,
  ) {}

  /** Everything but transactions and files. Answers the new ids by the old ones. */
  async head(purse: PurseContext, given: RestoredHead): Promise<NewIds> {
    const now = this.audit.now();
    const head = { ...given, imports: given.imports.filter(({ status }) => SETTLED.has(status)) };
    const { id: _, kind: __, createdAt, ...facts } = head.purse;
    purse.em.create(
      Purse,
      // Whoever takes it in is alone in it.
      { ...facts, id: purse.purseId, kind: 'personal', createdAt: notAfter(createdAt, now) },
      { persist: true },
    );
    await purse.em.flush();
    purse.em.create(
      Membership,
      { purseId: purse.purseId, userId: purse.userId, role: 'owner', createdAt: now },
      { persist: true },
    );
    await purse.em.flush();
    const ids = new NewIds(head, now);
    await insertAccounts(purse, head, ids);
    await insertCategories(purse, head, ids);
    await insertNames(purse, head, ids);
    await insertRules(purse, head, ids);
    await insertImports(purse, head, ids);
    await insertRest(purse, head, ids);
    return ids;
  }

  /** The file of an import that was taken in. */
  async file(
    purse: PurseContext,
    ids: NewIds,
    given: { importId: string; bytes: Uint8Array },
  ): Promise<void> {
    const importId = ids.imports.get(given.importId);
    if (importId !== undefined) await this.imports.keepFile(purse, importId, given.bytes);
  }

  /** Transactions with their parts, tags and transfers, in the order in which they are given. */
  async rows(purse: PurseContext, ids: NewIds, rows: readonly RestoredRow[]): Promise<void> {
    await insertRows(purse, ids, rows);
  }

  /** Tells the history whence the purse came: that of before stays in the archive. */
  async end(purse: PurseContext, facts: { fileName: string; rows: number }): Promise<void> {
    this.audit.record(purse, {
      action: 'purse.restored',
      subject: 'purse',
      subjectId: purse.purseId,
      changes: facts,
    });
    await purse.em.flush();
    // What was checked row by row is checked as a whole before anything of it can be seen.
    await sql`set constraints all immediate`.execute(purse.em.getKysely());
  }
}

/** No instant of a purse is later than its making anew. */
function notAfter(instant: string, now: Date): Date {
  const given = new Date(instant);
  return given > now ? now : given;
}
