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
  }

  /** Throws TagNotFound with `pointer` unless the purse has every one of the tags. */
  async requireAll(purse: PurseContext, ids: readonly string[], pointer: string): Promise<void> {
    const distinct = [...new Set(ids)];
    const count = await purse.em.count(Tag, { purseId: purse.purseId, id: { $in: distinct } });
    if (count !== distinct.length) throw new TagNotFound(pointer);
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
