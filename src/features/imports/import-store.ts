import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DataCipher } from '../../platform/crypto/data-cipher.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { unpackMarks, unpackRows } from './staging/row-block.ts';
import type { FileRow, RowMark } from './staging/row-block.ts';
import type { ReadBlock } from './staging/worker-task.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A block of rows as the worker wants it: still compressed. */
export interface StoredBlock {
  position: number;
  bytes: Uint8Array;
}

export interface BlockFacts {
  position: number;
  statementId: string;
  firstIndex: number;
  rows: number;
  verdicts: Record<string, number>;
}

/**
 * The bytes of an import: compressed, then sealed under DATA_ENCRYPTION_KEY for this import and place, so that one
 * block cannot be put in another's place.
 */
@Injectable()
export class ImportStore {
  constructor(private readonly cipher: DataCipher) {}

  async saveFile(purse: PurseContext, importId: string, bytes: Uint8Array): Promise<void> {
    const sealed = this.cipher.seal(await compress(bytes, { level: 3 }), `${importId} file`);
    await sql`insert into import_blocks (import_id, kind, position, purse_id, bytes)
              values (${importId}, 'file', 0, ${purse.purseId}, ${sealed})`.execute(purse.em.getKysely());
  }

  async loadFile(purse: PurseContext, importId: string): Promise<Uint8Array> {
    const found = await sql<{ bytes: Buffer }>`
      select bytes from import_blocks where import_id = ${importId} and kind = 'file'`.execute(
      purse.em.getKysely(),
    );
    const sealed = found.rows[0]?.bytes;
    if (sealed === undefined) throw new Error(`the file of import ${importId} is not stored`);
    return decompress(this.cipher.open(sealed, `${importId} file`));
  }

  /** Stores a statement's blocks from `position` on; answers the next free position. */
  async saveRows(
    purse: PurseContext,
    ids: { importId: string; statementId: string },
    blocks: readonly ReadBlock[],
    position: number,
  ): Promise<number> {
    let next = position;
    for (const block of blocks) {
      const sealed = this.cipher.seal(block.bytes, `${ids.importId} rows ${next}`);
      await sql`
        insert into import_blocks (import_id, kind, position, purse_id, statement_id, first_index, rows, bytes)
        values (${ids.importId}, 'rows', ${next}, ${purse.purseId}, ${ids.statementId}, ${block.firstIndex},
                ${block.rows}, ${sealed})`.execute(purse.em.getKysely());
      next += 1;
    }
    return next;
  }

  /** A statement's blocks in the order of the file. */
  async loadBlocks(
    purse: PurseContext,
    ids: { importId: string; statementId: string },
  ): Promise<StoredBlock[]> {
    const found = await sql<{ position: number; bytes: Buffer }>`
      select position, bytes from import_blocks
       where import_id = ${ids.importId} and kind = 'rows' and statement_id = ${ids.statementId}
       order by position`.execute(purse.em.getKysely());
    return found.rows.map(({ position, bytes }) => ({
      position,
      bytes: this.cipher.open(bytes, `${ids.importId} rows ${position}`),
    }));
  }

  async saveMarks(
    purse: PurseContext,
    importId: string,
    marked: readonly { position: number; marks: Uint8Array; verdicts: Record<string, number> }[],
  ): Promise<void> {
    for (const { position, marks, verdicts } of marked) {
      const sealed = this.cipher.seal(marks, `${importId} marks ${position}`);
      await sql`
        update import_blocks set marks = ${sealed}, verdicts = ${JSON.stringify(verdicts)}::jsonb
         where import_id = ${importId} and kind = 'rows' and position = ${position}`.execute(
        purse.em.getKysely(),
      );
    }
  }

  /** What the blocks of an import hold, without their bytes, in the order of the file. */
  async blockFacts(purse: PurseContext, importId: string): Promise<BlockFacts[]> {
    const found = await sql<BlockFacts>`
      select b.position, b.statement_id as "statementId", b.first_index as "firstIndex", b.rows,
             coalesce(b.verdicts, '{}') as verdicts
        from import_blocks b join import_statements s on s.id = b.statement_id
       where b.import_id = ${importId} and b.kind = 'rows' and not s.skipped
       order by b.position`.execute(purse.em.getKysely());
    return found.rows;
  }

  /** The rows of one block with their marks. */
  async readBlock(
    purse: PurseContext,
    importId: string,
    position: number,
  ): Promise<{ row: FileRow; mark: RowMark | null }[]> {
    const found = await sql<{ bytes: Buffer; marks: Buffer | null }>`
      select bytes, marks from import_blocks
       where import_id = ${importId} and kind = 'rows' and position = ${position}`.execute(
      purse.em.getKysely(),
    );
    const block = found.rows[0];
    if (block === undefined) return [];
    const rows = unpackRows(this.cipher.open(block.bytes, `${importId} rows ${position}`));
    const marks =
      block.marks === null ? [] : unpackMarks(this.cipher.open(block.marks, `${importId} marks ${position}`));
    return rows.map((row, index) => ({ row, mark: marks[index] ?? null }));
  }

  /** How an account number is known again without being kept: spaces, dots and dashes do not count. */
  identifierHash(accountNumber: string): Buffer {
    return this.cipher.identifierHash(accountNumber.replace(/[\s.-]/g, '').toUpperCase());
  }

  /** Removes every stored byte of an import. */
  async removeAll(purse: PurseContext, importId: string): Promise<void> {
    await sql`delete from import_blocks where import_id = ${importId}`.execute(purse.em.getKysely());
  }
}
