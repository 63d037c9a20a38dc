import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DataCipher } from '../../platform/crypto/data-cipher.ts';
import { bytesArray } from '../../platform/database/binary-arrays.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { unpackRows } from './formats/row-block.ts';
import type { FileRow, RowBlock } from './formats/row-block.ts';
import { unpackMarks } from './staging/row-mark.ts';
import type { RowMark } from './staging/row-mark.ts';
import type { BlockMarks } from './staging/worker-task.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Blocks that are sealed and sent at once: those of a large file would be in memory twice more. */
const BLOCKS_AT_ONCE = 50;

/** A block of rows as the worker wants it: still compressed. */
export interface StoredBlock {
  position: number;
  bytes: Uint8Array;
}

/** A block of rows with what becomes of each, both still compressed. */
export interface MarkedBlock {
  rows: Uint8Array;
  marks: Uint8Array;
}

/** What the bytes of a block are sealed for: they open in their own place alone. */
export function contextOf(
  importId: string,
  kind: 'file' | 'opened' | 'rows' | 'marks',
  position: number,
): string {
  const isFile = kind === 'file' || (kind === 'opened' && position === 0);
  return isFile ? `${importId} ${kind}` : `${importId} ${kind} ${position}`;
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
    const sealed = this.cipher.seal(await compress(bytes, { level: 3 }), contextOf(importId, 'file', 0));
    await sql`insert into import_blocks (import_id, kind, position, purse_id, bytes)
              values (${importId}, 'file', 0, ${purse.purseId}, ${sealed})`.execute(purse.em.getKysely());
  }

  /** The file as it was given; null where it is not kept. */
  async loadFile(purse: PurseContext, importId: string): Promise<Uint8Array | null> {
    const found = await sql<{ bytes: Buffer }>`
      select bytes from import_blocks where import_id = ${importId} and kind = 'file'`.execute(
      purse.em.getKysely(),
    );
    const sealed = found.rows[0]?.bytes;
    return sealed === undefined ? null : decompress(this.cipher.open(sealed, contextOf(importId, 'file', 0)));
  }

  /** Keeps the words of locked PDFs that a person opened, by their places: the PDFs themselves stay locked. */
  async saveOpened(
    purse: PurseContext,
    importId: string,
    opened: ReadonlyMap<number, Uint8Array>,
  ): Promise<void> {
    for (const [place, words] of opened) {
      const sealed = this.cipher.seal(words, contextOf(importId, 'opened', place));
      await sql`insert into import_blocks (import_id, kind, position, purse_id, bytes)
                values (${importId}, 'opened', ${place}, ${purse.purseId}, ${sealed})
                on conflict do nothing`.execute(purse.em.getKysely());
    }
  }

  /** The words of locked PDFs that were opened, by their places. */
  async loadOpened(purse: PurseContext, importId: string): Promise<Map<number, Uint8Array>> {
    const found = await sql<{ position: number; bytes: Buffer }>`
      select position, bytes from import_blocks where import_id = ${importId} and kind = 'opened'`.execute(
      purse.em.getKysely(),
    );
    return new Map(
      found.rows.map(({ position, bytes }) => [
        position,
        this.cipher.open(bytes, contextOf(importId, 'opened', position)),
      ]),
    );
  }

  /** Stores a statement's blocks with their marks from `position` on; answers the next free position. */
  async saveRows(
    purse: PurseContext,
    ids: { importId: string; statementId: string },
    blocks: readonly (RowBlock & BlockMarks)[],
    position: number,
  ): Promise<number> {
    for (let at = 0; at < blocks.length; at += BLOCKS_AT_ONCE)
      await this.#saveSome(purse, ids, blocks.slice(at, at + BLOCKS_AT_ONCE), position + at);
    return position + blocks.length;
  }

  async #saveSome(
    purse: PurseContext,
    { importId, statementId }: { importId: string; statementId: string },
    blocks: readonly (RowBlock & BlockMarks)[],
    position: number,
  ): Promise<void> {
    const places = blocks.map((_, index) => position + index);
    await sql`
      insert into import_blocks (import_id, kind, position, purse_id, statement_id, first_index, rows, bytes, marks,
                                 verdicts)
      select ${importId}, 'rows', position, ${purse.purseId}, ${statementId}, first_index, rows, bytes, marks,
             verdicts::jsonb
        from unnest(${places}::int[], ${blocks.map((block) => block.firstIndex)}::int[],
                    ${blocks.map((block) => block.rows)}::int[],
                    ${this.#sealed(
                      blocks.map(({ bytes }) => bytes),
                      { importId, kind: 'rows', places },
                    )}::bytea[],
                    ${this.#sealed(
                      blocks.map(({ marks }) => marks),
                      { importId, kind: 'marks', places },
                    )}::bytea[],
                    ${blocks.map((block) => JSON.stringify(block.verdicts))}::text[])
          as given (position, first_index, rows, bytes, marks, verdicts)`.execute(purse.em.getKysely());
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
      bytes: this.cipher.open(bytes, contextOf(ids.importId, 'rows', position)),
    }));
  }

  /** Some blocks with their marks, in the order of the file. Throws for one that was never staged. */
  async loadMarked(
    purse: PurseContext,
    importId: string,
    positions: readonly number[],
  ): Promise<MarkedBlock[]> {
    const found = await sql<{ position: number; bytes: Buffer; marks: Buffer | null }>`
      select position, bytes, marks from import_blocks
       where import_id = ${importId} and kind = 'rows' and position = any(${[...positions]}::int[])
       order by position`.execute(purse.em.getKysely());
    return found.rows.map(({ position, bytes, marks }) => {
      if (marks === null) throw new Error(`block ${position} of import ${importId} was never staged`);
      return {
        rows: this.cipher.open(bytes, contextOf(importId, 'rows', position)),
        marks: this.cipher.open(marks, contextOf(importId, 'marks', position)),
      };
    });
  }

  async saveMarks(
    purse: PurseContext,
    importId: string,
    marked: readonly (BlockMarks & { position: number })[],
  ): Promise<void> {
    for (let at = 0; at < marked.length; at += BLOCKS_AT_ONCE)
      await this.#markSome(purse, importId, marked.slice(at, at + BLOCKS_AT_ONCE));
  }

  async #markSome(
    purse: PurseContext,
    importId: string,
    marked: readonly (BlockMarks & { position: number })[],
  ): Promise<void> {
    const places = marked.map(({ position }) => position);
    await sql`
      update import_blocks as b set marks = given.marks, verdicts = given.verdicts::jsonb
        from unnest(${places}::int[], ${this.#sealed(
          marked.map(({ marks }) => marks),
          { importId, kind: 'marks', places },
        )}::bytea[],
                    ${marked.map((block) => JSON.stringify(block.verdicts))}::text[])
          as given (position, marks, verdicts)
       where b.import_id = ${importId} and b.kind = 'rows' and b.position = given.position`.execute(
      purse.em.getKysely(),
    );
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

  /** Where the blocks of a statement are that have new rows, in the order of the file. */
  async positionsWithNew(
    purse: PurseContext,
    ids: { importId: string; statementId: string },
  ): Promise<number[]> {
    const found = await sql<{ position: number }>`
      select position from import_blocks
       where import_id = ${ids.importId} and kind = 'rows' and statement_id = ${ids.statementId}
         and (verdicts ->> 'new')::int > 0
       order by position`.execute(purse.em.getKysely());
    return found.rows.map((row) => row.position);
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
    const rows = unpackRows(this.cipher.open(block.bytes, contextOf(importId, 'rows', position)));
    const marks =
      block.marks === null
        ? []
        : unpackMarks(this.cipher.open(block.marks, contextOf(importId, 'marks', position)));
    return rows.map((row, index) => ({ row, mark: marks[index] ?? null }));
  }

  /** Bytes of blocks as one array, each sealed for its place. */
  #sealed(
    bytes: readonly Uint8Array[],
    { importId, kind, places }: { importId: string; kind: 'rows' | 'marks'; places: readonly number[] },
  ): Buffer {
    return bytesArray(
      bytes.map((each, index) => this.cipher.seal(each, contextOf(importId, kind, places[index] ?? -1))),
    );
  }

  /** How an account number is known again without being kept: spaces, dots and dashes do not count. */
  identifierHashes(accountNumber: string): [current: Buffer, ...previous: Buffer[]] {
    return this.cipher.identifierHashes(accountNumber.replace(/[\s.-]/g, '').toUpperCase());
  }

  /** Removes the file and keeps what was read of it. Answers whether there was one. */
  async removeFile(purse: PurseContext, importId: string): Promise<boolean> {
    const { numAffectedRows } =
      await sql`delete from import_blocks where import_id = ${importId} and kind in ('file', 'opened')`.execute(
        purse.em.getKysely(),
      );
    return (numAffectedRows ?? 0n) > 0n;
  }

  /** Removes what was read of a file and keeps the file. */
  async removeRows(purse: PurseContext, importId: string): Promise<void> {
    await sql`delete from import_blocks where import_id = ${importId} and kind = 'rows'`.execute(
      purse.em.getKysely(),
    );
  }

  /** Removes every stored byte of an import. */
  async removeAll(purse: PurseContext, importId: string): Promise<void> {
    await sql`delete from import_blocks where import_id = ${importId}`.execute(purse.em.getKysely());
  }
}
