import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { firstCategories } from '../../domain/categories.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService, differences } from '../audit/audit.service.ts';
import type { CategoryView, CreateCategory, UpdateCategory } from './categories.contract.ts';
import { Category } from './category.entity.ts';

/** The category is not in this purse. */
export class CategoryNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'category-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such category in this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such category in this purse' }],
    );
  }
}

/** Two categories of one purse cannot share a name. */
export class CategoryNameTaken extends DomainError {
  constructor() {
    super('category-name-taken', 'conflict', 'There is a category of this name already.', [
      { pointer: '/name', detail: 'taken by another category of this purse' },
    ]);
  }
}

@Injectable()
export class CategoriesService {
  constructor(
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The sensible first set for a country; the names are the person's to change. */
  createFirstSet(purse: PurseContext, country: string): void {
    for (const [position, given] of firstCategories(country).entries()) {
      purse.em.create(
        Category,
        {
          purseId: purse.purseId,
          name: given.name,
          kind: given.kind,
          key: given.key,
          icon: given.icon,
          position,
        },
        { persist: true },
      );
    }
  }

  async list(purse: PurseContext): Promise<CategoryView[]> {
    const categories = await purse.em.find(
      Category,
      { purseId: purse.purseId },
      { orderBy: { position: 'asc' } },
    );
    return categories.map(view);
  }

  async create(purse: PurseContext, given: CreateCategory): Promise<CategoryView> {
    await this.#refuseTakenName(purse, given.name, null);
    const position = await purse.em.count(Category, { purseId: purse.purseId });
    const category = purse.em.create(
      Category,
      { purseId: purse.purseId, ...given, key: null, position },
      { persist: true },
    );
    this.audit.record(purse, {
      action: 'category.created',
      subject: 'category',
      subjectId: category.id,
      changes: { name: given.name, kind: given.kind },
    });
    await purse.em.flush();
    return view(category);
  }

  async update(purse: PurseContext, id: string, given: UpdateCategory): Promise<CategoryView> {
    const category = await this.entity(purse, id);
    const before = view(category);
    if (given.name !== undefined && given.name !== category.name) {
      await this.#refuseTakenName(purse, given.name, id);
      category.name = given.name;
    }
    if (given.kind !== undefined) category.kind = given.kind;
    if (given.icon !== undefined) category.icon = given.icon;
    if (given.archived !== undefined) category.archivedAt = given.archived ? this.clock.now() : null;
    this.audit.record(purse, {
      action: 'category.changed',
      subject: 'category',
      subjectId: id,
      changes: differences(before, view(category)),
    });
    await purse.em.flush();
    return view(category);
  }

  /** Removes a category; its rows stay and have none. */
  async remove(purse: PurseContext, id: string): Promise<void> {
    const category = await this.entity(purse, id);
    // Set to null by statements of our own, not by the foreign key: the rollup's triggers run under these rights.
    await purse.em.flush();
    const db = purse.em.getKysely<{
      transactions: {
        category_id: string | null;
        category_by: string | null;
        category_why: unknown;
        purse_id: string;
      };
      splits: { category_id: string | null; purse_id: string };
    }>();
    await db
      .updateTable('transactions')
      .set({ category_id: null, category_by: null, category_why: null })
      .where('category_id', '=', id)
      .where('purse_id', '=', purse.purseId)
      .execute();
    await db
      .updateTable('splits')
      .set({ category_id: null })
      .where('category_id', '=', id)
      .where('purse_id', '=', purse.purseId)
      .execute();
    const rules = await this.#leaveRules(purse, id);
    this.audit.record(purse, {
      action: 'category.removed',
      subject: 'category',
      subjectId: id,
      changes: { name: category.name, kind: category.kind, ...(rules > 0 ? { rules } : {}) },
    });
    purse.em.remove(category);
    await purse.em.flush();
  }

  /** The category as an entity; `pointer` names the field of the request that pointed to it. */
  async entity(purse: PurseContext, id: string, pointer?: string): Promise<Category> {
    const category = await purse.em.findOne(Category, { id, purseId: purse.purseId });
    if (category === null) throw new CategoryNotFound(pointer);
    return category;
  }

  /** Rules that gave the category give none; one that did nothing else goes. Answers how many rules those are. */
  async #leaveRules(purse: PurseContext, id: string): Promise<number> {
    const db = purse.em.getKysely();
    const changed = await sql`
      update rules set category_id = null, version = version + 1
       where purse_id = ${purse.purseId} and category_id = ${id}`.execute(db);
    await sql`
      delete from rules r where r.purse_id = ${purse.purseId} and r.category_id is null
         and r.named_counterparty_id is null and not exists (select 1 from rule_tags t where t.rule_id = r.id)`.execute(
      db,
    );
    return Number(changed.numAffectedRows ?? 0n);
  }

  async #refuseTakenName(purse: PurseContext, name: string, except: string | null): Promise<void> {
    const taken = await purse.em.findOne(Category, { purseId: purse.purseId, name });
    if (taken !== null && taken.id !== except) throw new CategoryNameTaken();
  }
}

function view(category: Category): CategoryView {
  return {
    id: category.id,
    name: category.name,
    kind: category.kind,
    key: category.key ?? null,
    icon: category.icon,
    position: category.position,
    archived: category.archivedAt !== null && category.archivedAt !== undefined,
    version: category.version,
  };
}
