import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Clock } from '../../platform/clock.ts';
import { DataCipher } from '../../platform/crypto/data-cipher.ts';
import { Database } from '../../platform/database/database.ts';
import { KeyReused } from '../../platform/http/idempotency.ts';
import type { UploadedFile } from '../../platform/http/receive-file.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ArchiveRefusal } from './archive/archive-refusal.ts';
import { openArchive } from './archive/open-archive.ts';
import { NotAnArchive, RestoreNotFound, RestoreRunning } from './restore-errors.ts';
import { Restore } from './restore.entity.ts';
import type { RestoreList, RestoreView } from './restore.contract.ts';

const KEPT_DAYS = 30;
const LISTED = 20;

/** What an archive is sealed for: it opens as this restore's alone. */
export const contextOf = (id: string) => `restore ${id}`;

/** Takes an exported purse; a job makes it anew. */
@Injectable()
export class RestoreService {
  constructor(
    private readonly database: Database,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Throws NotAnArchive, RestoreRunning, KeyReused; the same key and file again give what there is already. */
  async receive(userId: string, file: UploadedFile, key: string | null): Promise<RestoreView> {
    const total = rowsIn(file.bytes);
    const sha256 = createHash('sha256').update(file.bytes).digest();
    return this.database.withUser(userId, async (em) => {
      await this.#take(em, userId);
      const earlier = key === null ? null : await em.findOne(Restore, { userId, key });
      if (earlier !== null) {
        if (!sha256.equals(earlier.sha256)) throw new KeyReused();
        return view(earlier);
      }
      if ((await em.count(Restore, { userId, status: { $in: ['waiting', 'working'] } })) > 0)
        throw new RestoreRunning();
      const restore = em.create(
        Restore,
        {
          userId,
          key,
          fileName: file.name,
          byteSize: file.bytes.byteLength,
          sha256,
          status: 'waiting',
          total,
          createdAt: this.clock.now(),
        },
        { persist: true },
      );
      await em.flush();
      restore.bytes = this.cipher.seal(file.bytes, contextOf(restore.id));
      await em.flush();
      await this.jobs.send(em, 'restore.run', { restoreId: restore.id, userId });
      return view(restore);
    });
  }

  /** The latest first. */
  async list(userId: string): Promise<RestoreList> {
    return this.database.withUser(userId, async (em) => ({
      items: (await em.find(Restore, { userId }, { orderBy: { id: 'desc' }, limit: LISTED })).map(view),
    }));
  }

  /** Throws RestoreNotFound, also for what somebody else gave. */
  async show(userId: string, id: string): Promise<RestoreView> {
    return this.database.withUser(userId, async (em) => {
      const restore = await em.findOne(Restore, { id, userId });
      if (restore === null) throw new RestoreNotFound();
      return view(restore);
    });
  }

  /** One request of a person after the other; what is over for long is forgotten. */
  async #take(em: EntityManager, userId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`restore ${userId}`}, 0))`.execute(
      em.getKysely(),
    );
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000);
    await em.nativeDelete(Restore, {
      userId,
      status: { $in: ['done', 'failed'] },
      createdAt: { $lt: before },
    });
  }
}

function rowsIn(bytes: Uint8Array): number {
  try {
    return openArchive(bytes).rows;
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    throw new NotAnArchive(error);
  }
}

function view(restore: Restore): RestoreView {
  const { id, fileName, byteSize, status, rows, total, createdAt } = restore;
  return {
    id,
    fileName,
    byteSize,
    status,
    rows,
    total,
    purseId: restore.purse ?? null,
    problem: restore.problem ?? null,
    createdAt: createdAt.toISOString(),
    doneAt: restore.doneAt?.toISOString() ?? null,
  };
}
