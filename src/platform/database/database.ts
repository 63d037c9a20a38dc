import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { bundledMigrations } from './schema-gate.ts';
import type { PurseContext, Role } from './purse-context.ts';

/** A purse that is not there and one that belongs to others answer the same. */
export class PurseNotFound extends DomainError {
  constructor() {
    super('purse-not-found', 'not-found', 'There is no such purse.');
  }
}

/** The member's role does not allow this. */
export class RoleTooLow extends DomainError {
  constructor(needed: Role) {
    super('role-too-low', 'forbidden', `This needs the role ${needed} in the purse.`);
  }
}

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface PurseRequest {
  purseId: string;
  userId: string;
  requestId?: string | null;
  /** The least role that may do this; default viewer. */
  needs?: Role;
  /** Opens the transaction read only. */
  readOnly?: boolean;
}

/**
 * The only door to the database. Every transaction says for whom it works: row-level security rests on the two
 * settings made here. Nothing outside these methods may use an EntityManager.
 */
@Injectable()
export class Database {
  readonly #migrations = bundledMigrations(new URL('../../migrations/', import.meta.url));

  constructor(private readonly orm: MikroORM) {}

  /**
   * Runs `work` in one transaction inside a purse, after the person's membership was looked up.
   * Throws PurseNotFound for a stranger, RoleTooLow for a member whose role does not reach `needs`.
   */
  async withPurse<T>(request: PurseRequest, work: (purse: PurseContext) => Promise<T>): Promise<T> {
    if (!UUID.test(request.purseId)) throw new PurseNotFound();
    return this.#begin(request.readOnly ?? false, async (em) => {
      const opened = await sql<{ role: Role | null }>`
        select open_purse(${request.userId}, ${request.purseId}) as role`.execute(em.getKysely());
      const role = opened.rows[0]?.role ?? null;
      if (role === null) throw new PurseNotFound();
      const needs = request.needs ?? 'viewer';
      if (RANK[role] < RANK[needs]) throw new RoleTooLow(needs);
      const { purseId, userId, requestId = null } = request;
      return work({ em, purseId, userId, role, requestId });
    });
  }

  /** Runs `work` inside a purse that is being made in this very transaction: no membership exists yet. */
  async withNewPurse<T>(
    ids: { purseId: string; userId: string },
    work: (purse: PurseContext) => Promise<T>,
  ): Promise<T> {
    return this.#transaction(ids, false, (em) => work({ em, ...ids, role: 'owner', requestId: null }));
  }

  /** Runs `work` for a person across purses: sees memberships, purses and the identity tables. */
  async withUser<T>(userId: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#transaction({ userId, purseId: null }, false, work);
  }

  /** Runs `work` on the identity tables before anyone is known: no purse table can be read. */
  async withNobody<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#transaction({ userId: null, purseId: null }, false, work);
  }

  /** Every purse, for schedules and for `ikpa verify`. */
  async allPurseIds(): Promise<string[]> {
    const rows = await this.withNobody((em) =>
      sql<{ id: string }>`select all_purse_ids() as id`.execute(em.getKysely()),
    );
    return rows.rows.map((row) => row.id);
  }

  /** Purses whose time of grace is over at an instant. */
  async pursesToDelete(due: Date): Promise<string[]> {
    const rows = await this.withNobody((em) =>
      sql<{ id: string }>`select purses_to_delete(${due}) as id`.execute(em.getKysely()),
    );
    return rows.rows.map((row) => row.id);
  }

  /** For the schedule that deletes a purse: no membership is asked. */
  async withPurseToDelete<T>(purseId: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#transaction({ userId: null, purseId }, false, work);
  }

  /** For operators' work in one purse without a person: no membership is asked. It reads unless told otherwise. */
  async withPurseAsOperator<T>(
    purseId: string,
    work: (em: EntityManager) => Promise<T>,
    readOnly = true,
  ): Promise<T> {
    return this.#transaction({ userId: null, purseId }, readOnly, work);
  }

  /** Migrations of this version that the database lacks, as it does after a restore to an earlier time. */
  async missingMigrations(): Promise<string[]> {
    const { rows } = await this.withNobody((em) =>
      sql<{ name: string }>`select name from schema_migrations`.execute(em.getKysely()),
    );
    const there = new Set(rows.map(({ name }) => name));
    return this.#migrations.filter((name) => !there.has(name));
  }

  async #transaction<T>(
    settings: { userId: string | null; purseId: string | null },
    readOnly: boolean,
    work: (em: EntityManager) => Promise<T>,
  ): Promise<T> {
    return this.#begin(readOnly, async (em) => {
      // Set in every transaction, also to nothing: what an earlier one on this connection said must not count.
      await sql`select set_config('app.user_id', ${settings.userId ?? ''}, true),
                       set_config('app.purse_id', ${settings.purseId ?? ''}, true)`.execute(em.getKysely());
      return work(em);
    });
  }

  /** A transaction that has not yet said for whom it works. */
  #begin<T>(readOnly: boolean, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const fork = this.orm.em.fork();
    return fork.transactional((em) => work(em as EntityManager), { readOnly });
  }
}
