import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { Tag } from './tag.entity.ts';
import type { TagView } from './tags.contract.ts';

/** The tag is not in this purse. */
export class TagNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'tag-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such tag in this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such tag in this purse' }],
    );
  }
}

/** Two tags of one purse cannot share a name. */
export class TagNameTaken extends DomainError {
  constructor() {
    super('tag-name-taken', 'conflict', 'There is a tag of this name already.', [
      { pointer: '/name', detail: 'taken by another tag of this purse' },
    ]);
  }
}

@Injectable()
export class TagsService {
  constructor(private readonly audit: AuditService) {}

  async list(purse: PurseContext): Promise<TagView[]> {
    const found = await sql<TagView>`
      select t.id, t.name, (select count(*)::int from transaction_tags tt where tt.tag_id = t.id) as rows
        from tags t where t.purse_id = ${purse.purseId} order by t.name`.execute(purse.em.getKysely());
    return found.rows;
  }

  async create(purse: PurseContext, name: string): Promise<TagView> {
    await this.#refuseTakenName(purse, name, null);
    const tag = purse.em.create(Tag, { purseId: purse.purseId, name }, { persist: true });
    this.#record(purse, 'tag.created', tag.id, { name });
    await purse.em.flush();
    return { id: tag.id, name, rows: 0 };
  }

  async rename(purse: PurseContext, id: string, name: string): Promise<TagView> {
    const tag = await this.#entity(purse, id);
    await this.#refuseTakenName(purse, name, id);
    this.#record(purse, 'tag.renamed', id, { name: [tag.name, name] });
    tag.name = name;
    await purse.em.flush();
    const renamed = (await this.list(purse)).find((each) => each.id === id);
    if (renamed === undefined) throw new TagNotFound();
    return renamed;
  }

  /** Removes a tag; its rows stay. */
  async remove(purse: PurseContext, id: string): Promise<void> {
    const tag = await this.#entity(purse, id);
    this.#record(purse, 'tag.removed', id, { name: tag.name });
    purse.em.remove(tag);
    await purse.em.flush();
    // A rule that did nothing else has nothing left to do.
    await sql`
      delete from rules r where r.purse_id = ${purse.purseId} and r.category_id is null
         and r.named_counterparty_id is null and not exists (select 1 from rule_tags t where t.rule_id = r.id)`.execute(
      purse.em.getKysely(),
    );
  }

  /** Throws TagNotFound with `pointer` unless the purse has every one of the tags. */
  async requireAll(purse: PurseContext, ids: readonly string[], pointer: string): Promise<void> {
    const distinct = [...new Set(ids)];
    const count = await purse.em.count(Tag, { purseId: purse.purseId, id: { $in: distinct } });
    if (count !== distinct.length) throw new TagNotFound(pointer);
  }

  /** Puts tags on rows and takes others off them. */
  async put(
    purse: PurseContext,
    ids: readonly string[],
    {
      add = [],
      remove = [],
    }: { add?: readonly string[] | undefined; remove?: readonly string[] | undefined },
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

  #record(purse: PurseContext, action: string, subjectId: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action, subject: 'tag', subjectId, changes });
  }

  async #entity(purse: PurseContext, id: string): Promise<Tag> {
    const tag = await purse.em.findOne(Tag, { id, purseId: purse.purseId });
    if (tag === null) throw new TagNotFound();
    return tag;
  }

  async #refuseTakenName(purse: PurseContext, name: string, except: string | null): Promise<void> {
    const taken = await purse.em.findOne(Tag, { purseId: purse.purseId, name });
    if (taken !== null && taken.id !== except) throw new TagNameTaken();
  }
}
