import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Compute, ComputeLimit } from '../../platform/compute/compute.ts';
import { DataCipher } from '../../platform/crypto/data-cipher.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { ArchiveRefusal } from './archive/archive-refusal.ts';
import type { ArchiveRead, Piece } from './archive/worker-task.ts';
import type { NewIds } from './new-ids.ts';
import { PurseWriter } from './purse-writer.ts';
import { Restore } from './restore.entity.ts';
import type { RestoreProblem } from './restore.entity.ts';
import { contextOf } from './restore.service.ts';

export const RestoreJobInput = z.strictObject({ restoreId: z.uuid(), userId: z.uuid() });
export type RestoreJobInput = z.infer<typeof RestoreJobInput>;

const WORKER = new URL(`./archive/archive.worker${extname(import.meta.url)}`, import.meta.url);
const LIMITS = { timeoutMs: 15 * 60_000, memoryMb: 512 };

/** Another run of the job was faster. */
class DoneAlready extends Error {}

/** Makes a purse of an archive in one transaction: all of it or none. Safe to run again: it starts over. */
@Injectable()
export class RestoreJob implements JobDefinition<RestoreJobInput> {
  readonly queue = 'restore.run';
  readonly input = RestoreJobInput;

  constructor(
    private readonly database: Database,
    private readonly compute: Compute,
    private readonly cipher: DataCipher,
    private readonly writer: PurseWriter,
    private readonly clock: Clock,
  ) {}

  async run(input: RestoreJobInput, signal: AbortSignal): Promise<void> {
    const archive = await this.#begin(input);
    if (archive === null) return;
    const purseId = newId();
    try {
      await this.database.withNewPurse({ purseId, userId: input.userId }, async (purse) => {
        const rows = await this.#write(purse, archive.bytes, input, signal);
        await this.writer.end(purse, { fileName: archive.fileName, rows });
        await this.#settle(purse, input, { status: 'done', purse: purseId, rows });
      });
    } catch (error) {
      if (error instanceof DoneAlready) return;
      if (!(error instanceof ArchiveRefusal || error instanceof ComputeLimit)) throw error;
      const where = error instanceof ArchiveRefusal ? error.where : null;
      await this.#fail(input, { code: error.code, detail: error.message, where });
    }
  }

  async failed(input: RestoreJobInput): Promise<void> {
    const detail = 'Something went wrong on our side. Nothing was saved; please send the archive again.';
    await this.#fail(input, { code: 'internal', detail, where: null });
  }

  async #begin({
    restoreId,
    userId,
  }: RestoreJobInput): Promise<{ bytes: Uint8Array; fileName: string } | null> {
    return this.database.withUser(userId, async (em) => {
      const restore = await em.findOne(Restore, { id: restoreId, userId }, { populate: ['bytes'] });
      if (restore === null || (restore.status !== 'waiting' && restore.status !== 'working')) return null;
      const { bytes, fileName } = restore;
      if (bytes == null) throw new Error(`the archive of restore ${restoreId} is not stored`);
      restore.status = 'working';
      restore.rows = 0;
      return { bytes: this.cipher.open(bytes, contextOf(restoreId)), fileName };
    });
  }

  /** A thread unpacks and checks, and waits while each piece is written. Throws ArchiveRefusal, ComputeLimit. */
  async #write(
    purse: PurseContext,
    bytes: Uint8Array,
    input: RestoreJobInput,
    signal: AbortSignal,
  ): Promise<number> {
    let ids: NewIds | null = null;
    let done = 0;
    const write = async (piece: Piece): Promise<null> => {
      if (piece.is === 'head') ids = await this.writer.head(purse, piece.head);
      else if (ids === null) throw new Error('the head of a purse comes first');
      else if (piece.is === 'file') await this.writer.file(purse, ids, piece);
      else {
        await this.writer.rows(purse, ids, piece.rows);
        done += piece.rows.length;
        await this.#tell(input, done);
      }
      return null;
    };
    const read = await this.compute.run<{ bytes: Uint8Array }, ArchiveRead>(
      WORKER,
      { bytes },
      { ...LIMITS, signal, onQuestion: (piece) => write(piece as Piece) },
    );
    if ('rows' in read) return read.rows;
    const { code, detail, where } = read.refusal;
    throw new ArchiveRefusal(code, detail, where ?? undefined);
  }

  /** In a transaction of its own, so that it can be seen while the other one is at work. */
  async #tell({ restoreId, userId }: RestoreJobInput, rows: number): Promise<void> {
    await this.database.withUser(userId, (em) =>
      em.nativeUpdate(Restore, { id: restoreId, userId, status: 'working' }, { rows }),
    );
  }

  async #settle(
    { em, userId }: Pick<PurseContext, 'em' | 'userId'>,
    { restoreId }: RestoreJobInput,
    given: { status: 'done'; purse: string; rows: number } | { status: 'failed'; problem: RestoreProblem },
  ): Promise<void> {
    const settled = await em.nativeUpdate(
      Restore,
      { id: restoreId, userId, status: { $in: ['waiting', 'working'] } },
      { ...given, bytes: null, doneAt: this.clock.now() },
    );
    if (settled === 0) throw new DoneAlready();
  }

  async #fail(input: RestoreJobInput, problem: RestoreProblem): Promise<void> {
    const { userId } = input;
    await this.database
      .withUser(userId, (em) => this.#settle({ em, userId }, input, { status: 'failed', problem }))
      .catch((error: unknown) => {
        if (!(error instanceof DoneAlready)) throw error;
      });
  }
}
