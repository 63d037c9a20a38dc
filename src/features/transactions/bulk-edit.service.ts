import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { ruleWords } from '../../domain/rules.ts';
import type { Rule } from '../../domain/rules.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import { Transaction } from './transaction.entity.ts';
import { BULK_MOST } from './transactions.contract.ts';
import type { BulkEdit } from './transactions.contract.ts';
import { findTransactions } from './transactions.queries.ts';
import { TransactionsService, comparable } from './transactions.service.ts';

/** Some of the ids are not transactions of this purse: nothing was changed. */
export class SomeNotFound extends DomainError {
  constructor(missing: readonly string[], ids: readonly string[]) {
    super(
      'transactions-not-found',
      'invalid',
      `${missing.length} of the transactions are not in this purse. Nothing was changed.`,
      pointersTo(missing, ids, 'no such transaction'),
    );
  }
}

/** Where in the request they stand, so that whoever chose them can leave them out. */
function pointersTo(some: readonly string[], ids: readonly string[], detail: string) {
  return some.map((id) => ({ pointer: `/ids/${ids.indexOf(id)}`, detail }));
}

/** A split row has its categories in its parts. */
export class SplitHasParts extends DomainError {
  constructor(split: readonly string[], ids: readonly string[]) {
    super(
      'split-has-parts',
      'conflict',
      `${split.length} of the transactions are split: their parts have the categories. Nothing was changed.`,
      pointersTo(split, ids, 'is split'),
    );
  }
}

/** Half of a transfer would be left over. */
export class SomeAreTransfers extends DomainError {
  constructor(linked: readonly string[], ids: readonly string[]) {
    super(
      'part-of-more',
      'conflict',
      `${linked.length} of the transactions are part of a transfer. Nothing was removed.`,
      pointersTo(linked, ids, 'is part of a transfer'),
    );
  }
}

/** Changes many transactions at once: all of them, or none. */
@Injectable()
export class BulkEditService {
  /** Rows that one change may take. */
  readonly most = BULK_MOST;

  constructor(
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
    private readonly tags: TagsService,
    private readonly audit: AuditService,
    private readonly transactions: TransactionsService,
  ) {}

  /** Answers how many transactions were changed. */
  async edit(purse: PurseContext, given: BulkEdit): Promise<number> {
    const { set } = given;
    if (typeof set.categoryId === 'string')
      await this.categories.entity(purse, set.categoryId, '/set/categoryId');
    await this.tags.requireAll(purse, set.addTagIds ?? [], '/set/addTagIds');
    const rows = await this.#rows(purse, given.ids);
    const split = rows.filter((row) => row.isSplit).map((row) => row.id);
    if (set.categoryId !== undefined && split.length > 0) throw new SplitHasParts(split, given.ids);
    const named = typeof set.counterparty === 'string' ? await this.#named(purse, set.counterparty) : null;
    const now = this.audit.now();
    for (const row of rows) {
      const before = beforeOf(row);
      if (set.categoryId !== undefined) row.assignCategory(set.categoryId, 'person');
      if (set.counterparty !== undefined) row.counterpartyId = named;
      if (set.note !== undefined) row.note = set.note;
      row.markEdited(now);
      this.#record(purse, row.id, { before, set });
    }
    await purse.em.flush();
    await this.tags.put(purse, given.ids, { add: set.addTagIds, remove: set.removeTagIds });
    return rows.length;
  }

  /**
   * Does with rows what a rule says. What a person chose stays unless `overwrite`, and what rules `above` it gave. Rows are not marked as edited: no
   * person looked at each. Answers how many were changed.
   */
  async applyRule(
    purse: PurseContext,
    given: { ids: readonly string[]; rule: Rule; overwrite: boolean; above: readonly string[] },
  ): Promise<number> {
    const { ids, rule, overwrite, above } = given;
    const { set } = rule;
    const rows = await this.#rows(purse, ids);
    const named = set.counterparty === null ? null : await this.#named(purse, set.counterparty);
    const why = { by: 'rule' as const, ruleId: rule.id, text: ruleWords(rule) };
    for (const row of rows) {
      const before = beforeOf(row);
      const stays = row.isSplit || row.categoryId === set.categoryId || givenBy(row, above);
      if (set.categoryId !== null && !stays && (overwrite || row.categoryBy !== 'person'))
        row.assignCategory(set.categoryId, 'rule', why);
      if (named !== null && (overwrite || row.editedAt == null)) row.counterpartyId = named;
      this.#record(purse, row.id, { before, set, rule: rule.id });
    }
    await purse.em.flush();
    await this.tags.put(purse, ids, { add: set.tagIds });
    return rows.length;
  }

  /** Answers how many transactions were removed. */
  async remove(purse: PurseContext, ids: readonly string[]): Promise<number> {
    const rows = await this.#rows(purse, ids);
    const linked = rows.filter((row) => typeof row.transferId === 'string').map((row) => row.id);
    if (linked.length > 0) throw new SomeAreTransfers(linked, ids);
    for (const before of await findTransactions(purse, [...ids])) {
      this.audit.record(purse, {
        action: 'transaction.removed',
        subject: 'transaction',
        subjectId: before.id,
        changes: comparable(before),
      });
    }
    for (const row of rows) purse.em.remove(row);
    await purse.em.flush();
    return rows.length;
  }

  /** Gives one transaction exactly these tags. */
  async setTags(purse: PurseContext, id: string, tagIds: readonly string[]): Promise<void> {
    await this.tags.requireAll(purse, tagIds, '/tagIds');
    const row = await purse.em.findOneOrFail(Transaction, { id, purseId: purse.purseId });
    const before = await sql<{ tag_id: string }>`
      delete from transaction_tags where transaction_id = ${id} and purse_id = ${purse.purseId}
      returning tag_id`.execute(purse.em.getKysely());
    await this.tags.put(purse, [id], { add: tagIds });
    row.markEdited(this.audit.now());
    this.audit.record(purse, {
      action: 'transaction.tagged',
      subject: 'transaction',
      subjectId: id,
      changes: { tagIds: [before.rows.map((tag) => tag.tag_id), tagIds] },
    });
    await purse.em.flush();
  }

  async #named(purse: PurseContext, name: string): Promise<string | null> {
    return (await this.counterparties.ids(purse, [name])).get(name) ?? null;
  }

  #record(purse: PurseContext, subjectId: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action: 'transaction.changed', subject: 'transaction', subjectId, changes });
  }

  /** Locked: none of them becomes part of a transfer meanwhile. Throws SomeNotFound unless all are the purse's. */
  async #rows(purse: PurseContext, ids: readonly string[]): Promise<Transaction[]> {
    await this.transactions.lock(purse, ids);
    const rows = await purse.em.find(Transaction, { purseId: purse.purseId, id: { $in: [...ids] } });
    const found = new Set(rows.map((row) => row.id));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length > 0) throw new SomeNotFound(missing, ids);
    return rows;
  }
}

/** Whether one of these rules gave the row its category. */
function givenBy({ categoryWhy }: Transaction, rules: readonly string[]): boolean {
  return categoryWhy?.by === 'rule' && rules.includes(categoryWhy.ruleId);
}

function beforeOf(row: Transaction) {
  return {
    categoryId: row.categoryId ?? null,
    counterpartyId: row.counterpartyId ?? null,
    note: row.note ?? null,
  };
}
