import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { Ai } from '../../platform/ai/ai.ts';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { AiService } from '../ai/ai.service.ts';
import { statementQuestion } from './ai-question.ts';
import { AiNotConsented, AiNotOffered } from './import-errors.ts';
import { ImportJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import type { ImportProblem } from './import.entity.ts';
import { OpenPdfs } from './open-pdfs.ts';
import { ReadingOutcome } from './reading-outcome.ts';
import { Staging } from './staging.ts';
import type { StoredFile } from './staging.ts';

/**
 * Has the AI read a PDF that our own reader could not (docs/decisions/037-ai-reads-what-we-cannot.md). Nothing that was
 * there before is touched until its answer is proved to be made of the document's own words.
 */
@Injectable()
export class ReadByAiJob implements JobDefinition<ImportJobInput> {
  readonly queue = 'import.ai';
  readonly input = ImportJobInput;

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    private readonly pdfs: OpenPdfs,
    private readonly outcome: ReadingOutcome,
    private readonly progress: ImportProgressBus,
    private readonly consent: AiService,
    private readonly ai: Ai,
  ) {}

  async run(input: ImportJobInput, signal: AbortSignal): Promise<void> {
    const { importId } = input;
    const cancelled = new AbortController();
    const stopListening = this.progress.onDiscard(importId, () => cancelled.abort());
    const either = AbortSignal.any([signal, cancelled.signal]);
    try {
      const file = await this.#begin(input);
      if (file === null) return;
      this.progress.publish({ importId, status: 'reading', done: 0, total: null });
      await this.#read(input, file, either);
    } catch (error) {
      if (cancelled.signal.aborted) return;
      if (!(error instanceof DomainError)) throw error;
      await this.#back(input, { code: error.code, detail: error.message, where: null });
    } finally {
      stopListening();
    }
  }

  async failed(input: ImportJobInput): Promise<void> {
    const detail = 'Something went wrong on our side while the AI read the file. You can try again.';
    await this.#back(input, { code: 'internal-ai', detail, where: null });
  }

  async #read(input: ImportJobInput, file: StoredFile, signal: AbortSignal): Promise<void> {
    const { country } = file;
    const { '': whole } = await this.pdfs.all(file.bytes, file.opened, signal);
    // A PDF in an archive: who wants it read gives it by itself.
    if (whole === undefined) throw new AiNotOffered();
    if ('error' in whole) return this.#back(input, problemOf(whole.error));
    const { opened } = whole;
    const shown = await this.staging.materialForAi({ opened, country }, signal);
    if ('error' in shown) return this.#back(input, problemOf(shown.error));
    const { value, receipt } = await this.ai.ask(
      statementQuestion(shown, { purseId: input.purseId, signal }),
    );
    const count = this.progress.counter(input.importId, 'reading');
    const output = await this.staging.read(
      { ...file, opened: new Map([[0, opened]]), answer: value },
      { signal, onProgress: (rows) => count(rows, null) },
      (look) => this.database.withPurse({ ...input, needs: 'editor' }, look),
    );
    if (output.error !== null) await this.#back(input, problemOf(output.error));
    else await this.outcome.keep(input, output, receipt);
  }

  /** Null where it was taken back meanwhile. Throws AiNotConsented. */
  async #begin(input: ImportJobInput): Promise<StoredFile | null> {
    return this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null || one.aiReading == null) return null;
      if (!(await this.consent.mayAsk(purse))) throw new AiNotConsented();
      return this.staging.fileOf(purse, one);
    });
  }

  /** Back to what was there before, with the reason. */
  async #back(input: ImportJobInput, problem: ImportProblem): Promise<void> {
    const status = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null || one.aiReading == null) return null;
      one.status = one.aiReading.before;
      one.problem = problem;
      one.aiReading = null;
      return one.status;
    });
    if (status === null) return;
    this.progress.publish({ importId: input.importId, status, done: 0, total: null });
  }
}

function problemOf({ code, why, where }: { code: string; why: string; where?: string }): ImportProblem {
  return { code, detail: why, where: where ?? null };
}
