import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext, Role } from '../../platform/database/purse-context.ts';

export interface MemberRow {
  userId: string;
  name: string;
  role: Role;
  since: Date;
}

/** The members of the purse, the owner first, then by when they came. */
export async function membersOf(purse: PurseContext): Promise<MemberRow[]> {
  const found = await sql<MemberRow>`
    select m.user_id as "userId", u.name, m.role, m.created_at as since
      from memberships m join users u on u.id = m.user_id
     where m.purse_id = ${purse.purseId}
     order by m.role <> 'owner', m.created_at, m.user_id`.execute(purse.em.getKysely());
  return found.rows;
}

/** Every membership of the purse, held until the transaction ends, so that two changes of roles take turns. */
export async function lockMembers(purse: PurseContext): Promise<{ userId: string; role: Role }[]> {
  const found = await sql<{ userId: string; role: Role }>`
    select user_id as "userId", role from memberships
     where purse_id = ${purse.purseId} order by user_id for update`.execute(purse.em.getKysely());
  return found.rows;
}

export interface FoundInvitation {
  purse: string;
  invitedBy: string;
  role: 'editor' | 'viewer';
  expiresAt: Date;
}

/** What an open invitation says, by the hash of its secret; looks past row-level security by a definer function. */
export async function findInvitation(
  em: EntityManager,
  hash: Buffer,
  now: Date,
): Promise<FoundInvitation | null> {
  const found = await sql<FoundInvitation>`
    select purse_name as purse, invited_by as "invitedBy", role, expires_at as "expiresAt"
      from find_invitation(${hash}, ${now})`.execute(em.getKysely());
  return found.rows[0] ?? null;
}

export interface Accepted {
  purseId: string;
  outcome: 'joined' | 'member-already';
}

/** Uses an open invitation up for the person of the transaction: they are a member afterwards. Null where none is open. */
export async function acceptInvitation(
  em: EntityManager,
  given: { hash: Buffer; now: Date },
): Promise<Accepted | null> {
  const found = await sql<Accepted>`
    select purse_id as "purseId", outcome
      from accept_invitation(${given.hash}, ${given.now}, ${newId()})`.execute(em.getKysely());
  return found.rows[0] ?? null;
}
