import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CannotOpen, DataCipher } from '../../platform/crypto/data-cipher.ts';
import { Database } from '../../platform/database/database.ts';
import { contextOf } from './import-store.ts';

interface Block {
  import_id: string;
  kind: 'file' | 'opened' | 'rows';
  position: number;
  bytes: Buffer;
  marks: Buffer | null;
}

type Place = Pick<Block, 'import_id' | 'kind' | 'position'>;

export interface Resealed {
  /** Blocks that were sealed anew, and those that were under the key of today already. */
  resealed: number;
  current: number;
  /** Imports with a block that no configured key opens: nothing of that block was touched. */
  lost: { purseId: string; importId: string }[];
}

/** Brings what imports keep under the DATA_ENCRYPTION_KEY of today, so that the one before may go. */
@Injectable()
export class ResealBlocks {
  constructor(
    private readonly database: Database,
    private readonly cipher: DataCipher,
  ) {}

  /**
   * Every purse, a block in a transaction, as one may be a whole file: never more than that is in memory, and no commit
   * waits long. It may be ended and begun again at any time, beside a running product.
   */
  async everything(): Promise<Resealed> {
    const told: Resealed = { resealed: 0, current: 0, lost: [] };
    for (const purseId of await this.database.allPurseIds()) {
      const within = <T>(work: (em: EntityManager) => Promise<T>) =>
        this.database.withPurseAsOperator(purseId, work, false);
      told.current += await within((em) => this.#countCurrent(em, purseId));
      let after: Place | null = null;
      do {
        const from: Place | null = after;
        after = await within((em) => this.#next(em, purseId, from, told));
      } while (after !== null);
    }
    return told;
  }

  async #countCurrent(em: EntityManager, purseId: string): Promise<number> {
    const { rows } = await sql<{ count: string }>`
      select count(*)::text as count from import_blocks
       where purse_id = ${purseId} and ${this.#isCurrent()}`.execute(em.getKysely());
    return Number(rows[0]?.count ?? 0);
  }

  /** Seals the first block behind a place that is not under the key of today; answers where it is, null without one. */
  async #next(
    em: EntityManager,
    purseId: string,
    after: Place | null,
    told: Resealed,
  ): Promise<Place | null> {
    const db = em.getKysely();
    const behind =
      after === null
        ? sql`true`
        : sql`(import_id, kind, position) > (${after.import_id}, ${after.kind}, ${after.position})`;
    const { rows } = await sql<Block>`
      select import_id, kind, position, bytes, marks from import_blocks
       where purse_id = ${purseId} and ${behind} and not ${this.#isCurrent()}
       order by import_id, kind, position limit 1 for update`.execute(db);
    const block = rows[0];
    if (block === undefined) return null;
    const { import_id: importId, kind, position } = block;
    try {
      const bytes = this.cipher.reseal(block.bytes, contextOf(importId, kind, position));
      const marks =
        block.marks === null ? null : this.cipher.reseal(block.marks, contextOf(importId, 'marks', position));
      await sql`update import_blocks set bytes = ${bytes}, marks = ${marks}
                 where import_id = ${importId} and kind = ${kind} and position = ${position}`.execute(db);
      told.resealed += 1;
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      if (told.lost.at(-1)?.importId !== importId) told.lost.push({ purseId, importId });
    }
    return { import_id: importId, kind, position };
  }

  /** The key stands in the first bytes of what it sealed: Postgres reads no more of a block than those. */
  #isCurrent() {
    const id = this.cipher.currentKeyId();
    return sql<boolean>`(substring(bytes from 1 for ${sql.lit(id.length)}) = ${id}
      and (marks is null or substring(marks from 1 for ${sql.lit(id.length)}) = ${id}))`;
  }
}
