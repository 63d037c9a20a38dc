import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { ID_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import type { CounterpartyPage, CounterpartyView, ListCounterparties } from './counterparties.contract.ts';

interface Row {
  id: string;
  name: string;
  rows: number;
  former_names: string[];
}

const ANY_TEXT = /^[^]*$/;

const SELECT = sql`
  select c.id, c.name,
         (select count(*)::int from transactions t where t.counterparty_id = c.id) as rows,
         array(select a.name from counterparty_aliases a where a.counterparty_id = c.id order by a.name) as former_names
    from counterparties c`;

/** One page of the purse's counterparties by name; with `q` those whose name holds it. */
export async function listCounterparties(
  purse: PurseContext,
  query: ListCounterparties,
): Promise<CounterpartyPage> {
  const after = decodeCursor(query.cursor, [ANY_TEXT, ID_PART]);
  const conditions: RawBuilder<unknown>[] = [sql`c.purse_id = ${purse.purseId}`];
  if (after !== null) conditions.push(sql`(c.name, c.id) > (${after[0]}, ${after[1]}::uuid)`);
  if (query.q !== undefined) conditions.push(sql`c.id in (select search_counterparties(${query.q}))`);
  const found = await sql<Row>`${SELECT} where ${sql.join(conditions, sql` and `)}
    order by c.name, c.id limit ${query.limit + 1}`.execute(purse.em.getKysely());
  const page = found.rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = found.rows.length > query.limit && last !== undefined;
  return { items: page.map(view), nextCursor: more ? encodeCursor([last.name, last.id]) : null };
}

/** One counterparty, or null where the purse has none of this id. */
export async function findCounterparty(purse: PurseContext, id: string): Promise<CounterpartyView | null> {
  const found = await sql<Row>`${SELECT} where c.purse_id = ${purse.purseId} and c.id = ${id}`.execute(
    purse.em.getKysely(),
  );
  return found.rows[0] === undefined ? null : view(found.rows[0]);
}

function view(row: Row): CounterpartyView {
  return { id: row.id, name: row.name, rows: row.rows, formerNames: row.former_names };
}
