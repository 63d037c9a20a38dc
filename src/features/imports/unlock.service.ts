import { Injectable } from '@nestjs/common';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { Database } from '../../platform/database/database.ts';
import { LimitStorage } from '../../platform/http/limit-storage.ts';
import { TooManyRequests } from '../../platform/http/problem.filter.ts';
import { FileNotKept, PdfNotReadable, WrongImportState, WrongPdfPassword } from './import-errors.ts';
import { lockedImport } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import type { ImportView } from './imports.contract.ts';
import { ImportsService } from './imports.service.ts';
import { OpenPdfs } from './open-pdfs.ts';

const QUARTER_HOUR_MS = 15 * 60_000;
/** A person mistypes some times; who guesses is stopped, and so is who uploads one file again and again to go on. */
const ATTEMPTS = { import: 10, person: 30 };

/**
 * Opens locked PDFs (docs/decisions/030-locked-pdfs.md): in the request that brings the password, in a thread of this
 * process. What is kept is the words of the file, sealed like everything that is read from it.
 */
@Injectable()
export class UnlockService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    private readonly store: ImportStore,
    private readonly pdfs: OpenPdfs,
    private readonly limits: LimitStorage,
  ) {}

  /** Throws WrongPdfPassword, PdfNotReadable, WrongImportState and TooManyRequests. */
  async unlock(open: RequestedPurse, importId: string, password: string): Promise<ImportView> {
    const { bytes, before, userId } = await this.database.withPurse(
      { ...open, readOnly: true },
      async (purse) => {
        const { status } = await this.imports.show(purse, importId);
        if (status !== 'locked') throw new WrongImportState(status, 'locked');
        return {
          bytes: await this.store.loadFile(purse, importId),
          before: await this.store.loadOpened(purse, importId),
          userId: purse.userId,
        };
      },
    );
    if (bytes === null) throw new FileNotKept();
    await this.#count('unlock-import', importId, ATTEMPTS.import);
    await this.#count('unlock-person', userId, ATTEMPTS.person);
    const answer = await this.pdfs.unlock(bytes, before, password);
    if ('error' in answer) {
      const { code, why } = answer.error;
      throw code === 'wrong-password' ? new WrongPdfPassword() : new PdfNotReadable(code, why);
    }
    return this.database.withPurse(open, async (purse) => {
      const one = await lockedImport(purse, importId, ['locked']);
      // Somebody was faster: the file is open, which is what was asked for.
      if (one === null) return this.imports.show(purse, importId);
      await this.store.saveOpened(purse, importId, answer.opened);
      return this.imports.readAgain(purse, one);
    });
  }

  async #count(name: string, key: string, attempts: number): Promise<void> {
    const state = await this.limits.increment(key, QUARTER_HOUR_MS, attempts, 0, name);
    if (!state.isBlocked) return;
    const minutes = Math.max(1, Math.ceil(state.timeToBlockExpire / 60));
    throw new TooManyRequests(
      `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      state.timeToBlockExpire,
    );
  }
}
