import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

export interface OwnedPurse {
  purseId: string;
  /** Another member: who has been an editor for longest, else a viewer. Null where nobody else is there. */
  heirId: string | null;
}

/** The purses that a person owns alone. */
export async function ownedPurses(database: Database, userId: string): Promise<OwnedPurse[]> {
  const own = await database.withUser(userId, (em) =>
    sql<{ purse_id: string }>`
      select purse_id from memberships where user_id = ${userId} and role = 'owner' order by purse_id`.execute(
      em.getKysely(),
    ),
  );
  const owned: OwnedPurse[] = [];
  for (const { purse_id: purseId } of own.rows) {
    const others = await database.withPurseAsOperator(purseId, (em) =>
      sql<{ user_id: string; role: string }>`
        select user_id, role from memberships where purse_id = ${purseId} and user_id <> ${userId}
         order by array_position(array['owner', 'editor', 'viewer'], role), created_at, user_id`.execute(
        em.getKysely(),
      ),
    );
    const [first] = others.rows;
    if (first?.role !== 'owner') owned.push({ purseId, heirId: first?.user_id ?? null });
  }
  return owned;
}

/** People whose time of grace is over. */
export async function peopleToDelete(em: EntityManager, due: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from users where deletes_at <= ${due} order by deletes_at, id`.execute(em.getKysely());
  return found.rows.map((row) => row.id);
}

/** Rows of one step: what hangs on them goes with them, and the triggers that follow hold so many in memory. */
const STEP = 5000;

/** Deletes a part of a purse's rows; false when none is left. */
export async function deleteRows(em: EntityManager, purseId: string): Promise<boolean> {
  const gone = await sql`
    delete from transactions where purse_id = ${purseId} and id in (
      select id from transactions where purse_id = ${purseId} limit ${STEP})`.execute(em.getKysely());
  return (gone.numAffectedRows ?? 0n) > 0n;
}

/** Deletes a purse with everything that has its id, by the keys of the tables. */
export async function deletePurse(em: EntityManager, purseId: string): Promise<void> {
  const db = em.getKysely();
  await sql`delete from imports where purse_id = ${purseId}`.execute(db);
  await sql`delete from purses where id = ${purseId}`.execute(db);
}

export async function makeOwner(em: EntityManager, purseId: string, userId: string): Promise<void> {
  await sql`update memberships set role = 'owner' where purse_id = ${purseId} and user_id = ${userId}`.execute(
    em.getKysely(),
  );
}

/** Deletes a person unless they came back meanwhile; sessions, tokens and memberships go by their keys. */
export async function deletePerson(em: EntityManager, userId: string, due: Date): Promise<void> {
  await sql`delete from users where id = ${userId} and deletes_at <= ${due}`.execute(em.getKysely());
}
