import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { CounterpartyPage, CounterpartyView, ListCounterparties } from './counterparties.contract.ts';
import { findCounterparty, listCounterparties } from './counterparties.queries.ts';

/** The counterparty is not in this purse. */
export class CounterpartyNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'counterparty-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such counterparty in this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such counterparty in this purse' }],
    );
  }
}

/** Two counterparties cannot share a name: they would have to be merged. */
export class CounterpartyNameTaken extends DomainError {
  constructor() {
    super(
      'counterparty-name-taken',
      'conflict',
      'Another counterparty has this name: merge the two instead.',
      [{ pointer: '/name', detail: 'taken by another counterparty of this purse' }],
    );
  }
}

/** A counterparty cannot be merged into itself. */
export class MergedWithItself extends DomainError {
  constructor() {
    super('merged-with-itself', 'invalid', 'A counterparty cannot be merged with itself.', [
      { pointer: '/into', detail: 'another counterparty' },
    ]);
  }
}

/** The purse's dictionary of who paid or was paid. */
@Injectable()
export class CounterpartiesService {
  constructor(private readonly audit: AuditService) {}

  async list(purse: PurseContext, query: ListCounterparties): Promise<CounterpartyPage> {
    return listCounterparties(purse, query);
  }

  /** Gives a counterparty another name; rows that later come under the old one are its own too. */
  async rename(purse: PurseContext, id: string, name: string): Promise<CounterpartyView> {
    const before = await this.show(purse, id);
    if (before.name === name) return before;
    const db = purse.em.getKysely();
    const taken = await sql`
      select 1 from counterparties where purse_id = ${purse.purseId} and name = ${name}`.execute(db);
    if (taken.rows.length > 0) throw new CounterpartyNameTaken();
    await sql`delete from counterparty_aliases where purse_id = ${purse.purseId} and name = ${name}`.execute(
      db,
    );
    await sql`update counterparties set name = ${name} where id = ${id}`.execute(db);
    await this.#remember(purse, before.name, id);
    return this.#changed(purse, id, 'counterparty.renamed', { name: [before.name, name] });
  }

  /** Puts the rows of one counterparty under another; the first is gone, its name leads to the second. */
  async merge(purse: PurseContext, id: string, into: string): Promise<CounterpartyView> {
    const from = await this.show(purse, id);
    if (id === into) throw new MergedWithItself();
    if ((await findCounterparty(purse, into)) === null) throw new CounterpartyNotFound('/into');
    const db = purse.em.getKysely();
    await sql`
      update transactions set counterparty_id = ${into}, version = version + 1 where counterparty_id = ${id}`.execute(
      db,
    );
    await sql`update counterparty_aliases set counterparty_id = ${into} where counterparty_id = ${id}`.execute(
      db,
    );
    await sql`
      update rules set counterparty_id = case when counterparty_id = ${id} then ${into} else counterparty_id end,
                       named_counterparty_id =
                         case when named_counterparty_id = ${id} then ${into} else named_counterparty_id end,
                       version = version + 1
       where ${id} in (counterparty_id, named_counterparty_id)`.execute(db);
    await sql`delete from counterparties where id = ${id}`.execute(db);
    await this.#remember(purse, from.name, into);
    return this.#changed(purse, into, 'counterparty.merged', { from: from.name, rows: from.rows });
  }

  /**
   * Ids of counterparties by name, former names included; names that the purse does not know yet are added. A fixed
   * number of round trips for any number of names; safe when two imports add the same name at once.
   */
  async ids(purse: PurseContext, names: readonly string[]): Promise<Map<string, string>> {
    const distinct = [...new Set(names)].sort();
    if (distinct.length === 0) return new Map();
    const db = purse.em.getKysely();
    const former = await sql<{ name: string; id: string }>`
      select name, counterparty_id as id from counterparty_aliases
       where purse_id = ${purse.purseId} and name = any(${distinct}::text[])`.execute(db);
    const known = new Map(former.rows.map((row) => [row.name, row.id]));
    const others = distinct.filter((name) => !known.has(name));
    const ids = others.map(() => newId());
    await sql`
      insert into counterparties (id, purse_id, name, created_at)
      select id, ${purse.purseId}::uuid, name, now() from unnest(${ids}::uuid[], ${others}::text[]) as given (id, name)
      on conflict (purse_id, name) do nothing`.execute(db);
    const rows = await sql<{ id: string; name: string }>`
      select id, name from counterparties
       where purse_id = ${purse.purseId} and name = any(${others}::text[])`.execute(db);
    for (const row of rows.rows) known.set(row.name, row.id);
    return known;
  }

  /** Ids of those names that the purse knows, former names included. */
  async known(purse: PurseContext, names: readonly string[]): Promise<Map<string, string>> {
    const found = await sql<{ name: string; id: string }>`
      select name, id from counterparties where purse_id = ${purse.purseId} and name = any(${[...names]}::text[])
      union all
      select name, counterparty_id from counterparty_aliases
       where purse_id = ${purse.purseId} and name = any(${[...names]}::text[])`.execute(purse.em.getKysely());
    return new Map(found.rows.map((row) => [row.name, row.id]));
  }

  /** Whether the purse has a counterparty of this id. */
  async has(purse: PurseContext, id: string): Promise<boolean> {
    return (await findCounterparty(purse, id)) !== null;
  }

  /** Forgets those of the ids that no transaction names any more and that no person named. */
  async removeUnused(purse: PurseContext, ids: readonly string[]): Promise<void> {
    await sql`
      delete from counterparties c where c.purse_id = ${purse.purseId} and c.id = any(${[...ids]}::uuid[])
         and not exists (select 1 from transactions t where t.counterparty_id = c.id)
         and not exists (select 1 from rules r where c.id in (r.counterparty_id, r.named_counterparty_id))
         and not exists (select 1 from counterparty_aliases a where a.counterparty_id = c.id)`.execute(
      purse.em.getKysely(),
    );
  }

  async #remember(purse: PurseContext, name: string, id: string): Promise<void> {
    await sql`
      insert into counterparty_aliases (purse_id, name, counterparty_id) values (${purse.purseId}, ${name}, ${id})
      on conflict (purse_id, name) do update set counterparty_id = excluded.counterparty_id`.execute(
      purse.em.getKysely(),
    );
  }

  async #changed(
    purse: PurseContext,
    id: string,
    action: string,
    changes: Record<string, unknown>,
  ): Promise<CounterpartyView> {
    this.audit.record(purse, { action, subject: 'counterparty', subjectId: id, changes });
    await purse.em.flush();
    return this.show(purse, id);
  }

  async show(purse: PurseContext, id: string): Promise<CounterpartyView> {
    const found = await findCounterparty(purse, id);
    if (found === null) throw new CounterpartyNotFound();
    return found;
  }
}
