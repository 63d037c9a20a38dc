import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Role } from '../../platform/database/purse-context.ts';
import type { Purse } from './purse.entity.ts';

export interface PurseOfMember {
  purse: Purse;
  role: Role;
}

/** Names of the owners of every purse that the person of the transaction belongs to, by the id of the purse. */
export async function ownersOf(em: EntityManager): Promise<Map<string, string>> {
  const found = await sql<{ purse_id: string; owner: string }>`
    select purse_id, owner from owners_of_own_purses()`.execute(em.getKysely());
  return new Map(found.rows.map((row) => [row.purse_id, row.owner]));
}

/** Ids and roles of every purse a person belongs to, the oldest first. Needs a transaction of that person. */
export async function rolesOf(em: EntityManager, userId: string): Promise<{ purseId: string; role: Role }[]> {
  const rows = await sql<{ purse_id: string; role: Role }>`
    select purse_id, role from memberships where user_id = ${userId} order by created_at, purse_id`.execute(
    em.getKysely(),
  );
  return rows.rows.map((row) => ({ purseId: row.purse_id, role: row.role }));
}
