import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';

/** The purse's dictionary of who paid or was paid. */
@Injectable()
export class CounterpartiesService {
  /**
   * Ids of counterparties by name; names that the purse does not know yet are added. Two round trips for any number
   * of names; safe when two imports add the same name at once.
   */
  async ids(purse: PurseContext, names: readonly string[]): Promise<Map<string, string>> {
    const distinct = [...new Set(names)].sort();
    if (distinct.length === 0) return new Map();
    const ids = distinct.map(() => newId());
    const db = purse.em.getKysely();
    await sql`
      insert into counterparties (id, purse_id, name, created_at)
      select id, ${purse.purseId}::uuid, name, now() from unnest(${ids}::uuid[], ${distinct}::text[]) as given (id, name)
      on conflict (purse_id, name) do nothing`.execute(db);
    const rows = await sql<{ id: string; name: string }>`
      select id, name from counterparties
       where purse_id = ${purse.purseId} and name = any(${distinct}::text[])`.execute(db);
    return new Map(rows.rows.map((row) => [row.name, row.id]));
  }

  /** Forgets those of the ids that no transaction names any more. */
  async removeUnused(purse: PurseContext, ids: readonly string[]): Promise<void> {
    await sql`
      delete from counterparties c where c.purse_id = ${purse.purseId} and c.id = any(${[...ids]}::uuid[])
         and not exists (select 1 from transactions t where t.counterparty_id = c.id)`.execute(
      purse.em.getKysely(),
    );
  }
}
