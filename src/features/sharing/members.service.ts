import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { RoleTooLow } from '../../platform/database/database.ts';
import type { PurseContext, Role } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { GivenRole, MemberView } from './sharing.contract.ts';
import { lockMembers, membersOf } from './sharing.queries.ts';

/** The person is not a member of this purse. */
export class MemberNotFound extends DomainError {
  constructor(pointer?: string) {
    super(
      'member-not-found',
      pointer === undefined ? 'not-found' : 'invalid',
      'There is no such member of this purse.',
      pointer === undefined ? [] : [{ pointer, detail: 'no such member of this purse' }],
    );
  }
}

/** A purse always has exactly one owner. */
export class OwnerStays extends DomainError {
  constructor() {
    super(
      'owner-stays',
      'conflict',
      'A purse has one owner: hand it over before you leave or change your role.',
    );
  }
}

@Injectable()
export class MembersService {
  constructor(private readonly audit: AuditService) {}

  async list(purse: PurseContext): Promise<MemberView[]> {
    return (await membersOf(purse)).map(({ userId, name, role, since }) => ({
      userId,
      name,
      role,
      since: new Date(since).toISOString(),
      you: userId === purse.userId,
    }));
  }

  async changeRole(purse: PurseContext, userId: string, role: GivenRole): Promise<MemberView[]> {
    const before = await this.#role(purse, userId);
    if (before === 'owner') throw new OwnerStays();
    await this.#set(purse, userId, role);
    this.#record(purse, 'member.role-changed', userId, { role: [before, role] });
    await purse.em.flush();
    return this.list(purse);
  }

  /** Makes another member the owner; the one who was becomes an editor. */
  async handOver(purse: PurseContext, to: string): Promise<MemberView[]> {
    const before = await this.#role(purse, to, '/to');
    if (before !== 'owner') {
      await this.#set(purse, purse.userId, 'editor');
      await this.#set(purse, to, 'owner');
      this.#record(purse, 'purse.handed-over', to, { from: purse.userId, to });
      await purse.em.flush();
    }
    return this.list(purse);
  }

  /** Ends a membership: one's own, or as the owner another's. Access ends with the transaction. */
  async remove(purse: PurseContext, userId: string): Promise<void> {
    if (userId !== purse.userId && purse.role !== 'owner') throw new RoleTooLow('owner');
    const role = await this.#role(purse, userId);
    if (role === 'owner') throw new OwnerStays();
    await sql`delete from memberships where purse_id = ${purse.purseId} and user_id = ${userId}`.execute(
      purse.em.getKysely(),
    );
    this.#record(purse, userId === purse.userId ? 'member.left' : 'member.removed', userId, { role });
    await purse.em.flush();
  }

  async #role(purse: PurseContext, userId: string, pointer?: string): Promise<Role> {
    const member = (await lockMembers(purse)).find((each) => each.userId === userId);
    if (member === undefined) throw new MemberNotFound(pointer);
    return member.role;
  }

  async #set(purse: PurseContext, userId: string, role: Role): Promise<void> {
    await sql`
      update memberships set role = ${role} where purse_id = ${purse.purseId} and user_id = ${userId}`.execute(
      purse.em.getKysely(),
    );
  }

  #record(purse: PurseContext, action: string, subjectId: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action, subject: 'member', subjectId, changes });
  }
}
