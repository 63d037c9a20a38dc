import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import { Transaction } from './transaction.entity.ts';
import type { BulkEdit } from './transactions.contract.ts';

/** Some of the ids are not transactions of this purse: nothing was changed. */
export class SomeNotFound extends DomainError {
  constructor(missing: readonly string[], ids: readonly string[]) {
    super(
      'transactions-not-found',
      'invalid',
      `${missing.length} of the transactions are not in this purse. Nothing was changed.`,
      missing
        .slice(0, 20)
        .map((id) => ({ pointer: `/ids/${ids.indexOf(id)}`, detail: 'no such transaction' })),
    );
  }
}

/** A split row has its categories in its parts. */
export class SplitHasParts extends DomainError {
  constructor(rows: number) {
    super(
      'split-has-parts',
      'conflict',
      `${rows} of the transactions are split: their parts have the categories.`,
    );
  }
}

/** Changes many transactions at once: all of them, or none. */
@Injectable()
export class BulkEditService {
  constructor(
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
    private readonly tags: TagsService,
    private readonly audit: AuditService,
  ) {}

  /** Answers how many transactions were changed. */
  async edit(purse: PurseContext, given: BulkEdit): Promise<number> {
    const { set } = given;
    if (typeof set.categoryId === 'string')
      await this.categories.entity(purse, set.categoryId, '/set/categoryId');
    await this.tags.requireAll(purse, set.addTagIds ?? [], '/set/addTagIds');
    const rows = await purse.em.find(Transaction, { purseId: purse.purseId, id: { $in: given.ids } });
    const found = new Set(rows.map((row) => row.id));
    const missing = given.ids.filter((id) => !found.has(id));
    if (missing.length > 0) throw new SomeNotFound(missing, given.ids);
    const split = rows.filter((row) => row.isSplit).length;
    if (set.categoryId !== undefined && split > 0) throw new SplitHasParts(split);
    const named =
      typeof set.counterparty === 'string'
        ? ((await this.counterparties.ids(purse, [set.counterparty])).get(set.counterparty) ?? null)
        : null;
    const now = this.audit.now();
    for (const row of rows) {
      const before = {
        categoryId: row.categoryId ?? null,
        counterpartyId: row.counterpartyId ?? null,
        note: row.note ?? null,
      };
      if (set.categoryId !== undefined) {
        row.categoryId = set.categoryId;
        row.categoryBy = set.categoryId === null ? null : 'person';
      }
      if (set.counterparty !== undefined) row.counterpartyId = named;
      if (set.note !== undefined) row.note = set.note;
      row.markEdited(now);
      this.audit.record(purse, {
        action: 'transaction.changed',
        subject: 'transaction',
        subjectId: row.id,
        changes: { before, set },
      });
    }
    await purse.em.flush();
    await this.#tag(purse, given.ids, set.addTagIds ?? [], set.removeTagIds ?? []);
    return rows.length;
  }

  /** Gives one transaction exactly these tags. */
  async setTags(purse: PurseContext, id: string, tagIds: readonly string[]): Promise<void> {
    await this.tags.requireAll(purse, tagIds, '/tagIds');
    const row = await purse.em.findOneOrFail(Transaction, { id, purseId: purse.purseId });
    const before = await sql<{ tag_id: string }>`
      delete from transaction_tags where transaction_id = ${id} and purse_id = ${purse.purseId}
      returning tag_id`.execute(purse.em.getKysely());
    await this.#tag(purse, [id], tagIds, []);
    row.markEdited(this.audit.now());
    this.audit.record(purse, {
      action: 'transaction.tagged',
      subject: 'transaction',
      subjectId: id,
      changes: { tagIds: [before.rows.map((tag) => tag.tag_id), tagIds] },
    });
    await purse.em.flush();
  }

  async #tag(
    purse: PurseContext,
    ids: readonly string[],
    add: readonly string[],
    remove: readonly string[],
  ): Promise<void> {
    const db = purse.em.getKysely();
    if (remove.length > 0) {
      await sql`
        delete from transaction_tags where purse_id = ${purse.purseId}
           and transaction_id = any(${[...ids]}::uuid[]) and tag_id = any(${[...remove]}::uuid[])`.execute(
        db,
      );
    }
    if (add.length > 0) {
      await sql`
        insert into transaction_tags (transaction_id, tag_id, purse_id)
        select t, g, ${purse.purseId}::uuid from unnest(${[...ids]}::uuid[]) t cross join unnest(${[...add]}::uuid[]) g
        on conflict do nothing`.execute(db);
    }
  }
}
