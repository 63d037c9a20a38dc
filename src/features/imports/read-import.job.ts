import { Injectable } from '@nestjs/common';
import { ComputeLimit } from '../../platform/compute/compute.ts';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { ReadJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import type { FileError } from './formats/statement.ts';
import { ReadingOutcome, describe } from './reading-outcome.ts';
import { Staging } from './staging.ts';
import type { StoredFile } from './staging.ts';
import { TableProfiles } from './table-profiles.service.ts';
import { mappingsOf } from './tables.service.ts';
import type { ReadOutput } from './staging/worker-task.ts';

/** Reads an uploaded file and stages its rows for the preview. Safe to run again: it starts over. */
@Injectable()
export class ReadImportJob implements JobDefinition<ReadJobInput> {
  readonly queue = 'import.read';
  readonly input = ReadJobInput;

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    private readonly outcome: ReadingOutcome,
    private readonly profiles: TableProfiles,
    private readonly progress: ImportProgressBus,
  ) {}

  async run(input: ReadJobInput, signal: AbortSignal): Promise<void> {
    const { importId } = input;
    const file = await this.#begin(input);
    if (file === null) return;
    this.progress.publish({ importId, status: 'reading', done: 0, total: null });
    const discarded = new AbortController();
    const stopListening = this.progress.onDiscard(importId, () => discarded.abort());
    const count = this.progress.counter(importId, 'reading');
    try {
      const output = await this.staging.read(
        file,
        { signal: AbortSignal.any([signal, discarded.signal]), onProgress: (rows) => count(rows, null) },
        (look) => this.database.withPurse({ ...input, needs: 'editor' }, look),
      );
      if (output.error === null) await this.outcome.keep(input, output);
      else if (output.error.code === 'password-needed') await this.#lock(input, output, output.error);
      else {
        const { code, why, where } = output.error;
        await this.outcome.fail(input, { code, detail: why, where: where ?? null }, output);
      }
    } catch (error) {
      if (discarded.signal.aborted) return;
      if (!(error instanceof ComputeLimit)) throw error;
      await this.outcome.fail(input, { code: error.code, detail: error.message, where: null }, null);
    } finally {
      stopListening();
    }
  }

  async failed(input: ReadJobInput): Promise<void> {
    const detail = 'Something went wrong on our side while reading the file. Please send it again.';
    await this.outcome.fail(input, { code: 'internal', detail, where: null }, null);
  }

  async #begin(input: ReadJobInput): Promise<StoredFile | null> {
    return this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['uploaded', 'reading']);
      if (one === null) return null;
      one.status = 'reading';
      const file = await this.staging.fileOf(purse, one);
      return { ...file, mappings: mappingsOf(one), profiles: await this.profiles.remembered(purse) };
    });
  }

  /** The file is kept as it came, until a person opens it or discards it. */
  async #lock(input: ReadJobInput, output: ReadOutput, { code, why, where }: FileError): Promise<void> {
    const locked = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null) return false;
      describe(one, output);
      one.status = 'locked';
      // Of several files it is said which one asks.
      if (where !== undefined) one.problem = { code, detail: why, where };
      return true;
    });
    if (!locked) return;
    this.progress.publish({ importId: input.importId, status: 'locked', done: 0, total: null });
  }
}
