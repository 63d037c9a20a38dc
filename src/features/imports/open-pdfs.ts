import { Injectable } from '@nestjs/common';
import { Compute, ComputeLimit } from '../../platform/compute/compute.ts';
import { isPdf, TOO_SLOW } from './formats/pdf-file.ts';
import { isZip } from '../../platform/zip/zip-reader.ts';
import { STATEMENT_WORKER, WORKER_LIMITS } from './staging/worker-task.ts';
import type { OpenOutput, WorkerInput } from './staging/worker-task.ts';

/** Beside what PDFium may have: a PDF is a program of sorts, and gets the time and memory of a statement. */
const LIMITS = { timeoutMs: 10_000, memoryMb: 96 };
/** What all PDFs of an archive get together. */
const ARCHIVE_MS = 60_000;

/** A PDF of an import: the file itself, at place 0, or one of an archive, counted from 1 by their paths. */
interface Place {
  place: number;
  /** null for the file itself. */
  path: string | null;
}

/** Opens the PDFs of an import, each in a thread of its own. */
@Injectable()
export class OpenPdfs {
  constructor(private readonly compute: Compute) {}

  /**
   * What is to be read of each PDF, by its path in the archive ('' for the file itself): its words, or why there are
   * none. What was opened before is not opened again.
   */
  async all(
    bytes: Uint8Array,
    before: ReadonlyMap<number, Uint8Array>,
    signal: AbortSignal,
  ): Promise<Record<string, OpenOutput>> {
    const opened: Record<string, OpenOutput> = {};
    const until = Date.now() + ARCHIVE_MS;
    for (const { place, path } of await this.#places(bytes, signal)) {
      const known = before.get(place);
      opened[path ?? ''] =
        known === undefined ? await this.#open(bytes, path, null, until, signal) : { opened: known };
    }
    return opened;
  }

  /**
   * The locked PDFs that a password opens, by their places; why, where it opens none. The password goes to the thread
   * that opens them and nowhere else.
   */
  async unlock(
    bytes: Uint8Array,
    before: ReadonlyMap<number, Uint8Array>,
    password: string,
  ): Promise<{ opened: Map<number, Uint8Array> } | Extract<OpenOutput, { error: unknown }>> {
    const opened = new Map<number, Uint8Array>();
    let refused: Extract<OpenOutput, { error: unknown }> | null = null;
    const until = Date.now() + ARCHIVE_MS;
    for (const { place, path } of await this.#places(bytes)) {
      if (before.has(place) || (path !== null && !(await this.#isLocked(bytes, path, until)))) continue;
      const answer = await this.#open(bytes, path, password, until);
      if ('opened' in answer) opened.set(place, answer.opened);
      else refused ??= answer;
    }
    return opened.size > 0 || refused === null ? { opened } : refused;
  }

  async #isLocked(bytes: Uint8Array, path: string, until: number): Promise<boolean> {
    const answer = await this.#open(bytes, path, null, until);
    return 'error' in answer && answer.error.code === 'password-needed';
  }

  async #places(bytes: Uint8Array, signal?: AbortSignal): Promise<Place[]> {
    if (isPdf(bytes)) return [{ place: 0, path: null }];
    if (!isZip(bytes)) return [];
    const paths = await this.compute.run<WorkerInput, string[]>(
      STATEMENT_WORKER,
      { kind: 'pdfs', bytes },
      { ...WORKER_LIMITS, ...(signal === undefined ? {} : { signal }) },
    );
    return paths.map((path, at) => ({ place: at + 1, path }));
  }

  async #open(
    bytes: Uint8Array,
    path: string | null,
    password: string | null,
    until: number,
    signal?: AbortSignal,
  ): Promise<OpenOutput> {
    const timeoutMs = Math.min(LIMITS.timeoutMs, until - Date.now());
    if (timeoutMs <= 0) return { error: TOO_SLOW };
    try {
      return await this.compute.run<WorkerInput, OpenOutput>(
        STATEMENT_WORKER,
        { kind: 'open', bytes, path, password },
        { ...LIMITS, timeoutMs, ...(signal === undefined ? {} : { signal }) },
      );
    } catch (error) {
      if (!(error instanceof ComputeLimit)) throw error;
      return { error: TOO_SLOW };
    }
  }
}
