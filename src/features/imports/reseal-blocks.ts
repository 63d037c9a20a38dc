import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CannotOpen, DataCipher } from '../../platform/crypto/data-cipher.ts';
import { Database } from '../../platform/database/database.ts';
import { contextOf } from './import-store.ts';

/** Blocks of one transaction: at most some megabytes at once, and no lock that a commit would wait for long. */
const BATCH = 50;

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

  /** Every purse, a batch in a transaction: it may be ended and begun again at any time, beside a running product. */
  async everything(): Promise<Resealed> {
    const told: Resealed = { resealed: 0, current: 0, lost: [] };
    for (const purseId of await this.database.allPurseIds()) {
      let after: Place | null = null;
      do {
        const from: Place | null = after;
        after = await this.database.withPurseAsOperator(
          purseId,
          (em) => this.#batch(em, purseId, from, told),
          false,
        );
      } while (after !== null);
    }
    return told;
  }

  /** Answers where the batch ended, or null behind the last block. */
  async #batch(
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
       where purse_id = ${purseId} and ${behind}
       order by import_id, kind, position limit ${BATCH} for update`.execute(db);
    for (const block of rows) {
      const { import_id: importId, kind, position } = block;
      if (
        this.cipher.isCurrent(block.bytes) &&
        (block.marks === null || this.cipher.isCurrent(block.marks))
      ) {
        told.current += 1;
        continue;
      }
      try {
        const bytes = this.cipher.reseal(block.bytes, contextOf(importId, kind, position));
        const marks =
          block.marks === null
            ? null
            : this.cipher.reseal(block.marks, contextOf(importId, 'marks', position));
        await sql`update import_blocks set bytes = ${bytes}, marks = ${marks}
                   where import_id = ${importId} and kind = ${kind} and position = ${position}`.execute(db);
        told.resealed += 1;
      } catch (error) {
        if (!(error instanceof CannotOpen)) throw error;
        if (told.lost.at(-1)?.importId !== importId) told.lost.push({ purseId, importId });
      }
    }
    return rows.length < BATCH ? null : (rows.at(-1) ?? null);
  }
}
