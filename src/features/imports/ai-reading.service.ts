import { Injectable } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { Ai } from '../../platform/ai/ai.ts';
import { AiOff } from '../../platform/ai/ai-errors.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { LimitStorage } from '../../platform/http/limit-storage.ts';
import { TooManyRequests } from '../../platform/http/problem.filter.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AiService } from '../ai/ai.service.ts';
import { AuditService } from '../audit/audit.service.ts';
import { mayAiHelp } from './ai-offer.ts';
import { AiNotConsented, AiNotOffered, FileNotKept, WrongImportState } from './import-errors.ts';
import { lockedImport, statementsOf } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import type { Import } from './import.entity.ts';
import type { ImportView } from './imports.contract.ts';
import { ImportsService } from './imports.service.ts';

const HOUR_MS = 3_600_000;
/** One purse must not use up what all of them may spend. */
const AN_HOUR = 20;

/** A person has the AI read a PDF, and takes that back while it goes on. */
@Injectable()
export class AiReadingService {
  constructor(
    private readonly imports: ImportsService,
    private readonly store: ImportStore,
    private readonly consent: AiService,
    private readonly ai: Ai,
    private readonly audit: AuditService,
    private readonly limits: LimitStorage,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Throws AiOff, AiNotConsented, AiNotOffered, FileNotKept, TooManyRequests, ImportNotFound. */
  async start(purse: PurseContext, importId: string): Promise<ImportView> {
    const { asked } = this.ai;
    if (asked === null) throw new AiOff();
    // Tells a stranger's import from one in another state.
    const { status, hasFile } = await this.imports.show(purse, importId);
    if (!(await this.consent.mayAsk(purse))) throw new AiNotConsented();
    const one = await lockedImport(purse, importId, ['ready', 'failed']);
    if (one === null) throw new WrongImportState(status, 'ready or failed');
    if (!mayAiHelp(one, await statementsOf(purse, importId))) throw new AiNotOffered();
    if (!hasFile) throw new FileNotKept();
    await this.#count(purse.purseId);
    one.aiReading = { before: one.status === 'ready' ? 'ready' : 'failed', problem: one.problem ?? null };
    one.status = 'reading';
    one.problem = null;
    this.audit.record(purse, {
      action: 'import.sent-to-ai',
      subject: 'import',
      subjectId: one.id,
      changes: { fileName: one.fileName, ...asked },
    });
    await purse.em.flush();
    const { purseId, userId } = purse;
    await this.jobs.send(purse.em, 'import.ai', { purseId, importId, userId });
    return this.imports.show(purse, importId);
  }

  /** Back to what was there before. Throws WrongImportState where no AI is reading. */
  async cancel(purse: PurseContext, importId: string): Promise<ImportView> {
    const { status } = await this.imports.show(purse, importId);
    const one = await lockedImport(purse, importId, ['reading']);
    if (one === null || one.aiReading == null) throw new WrongImportState(status, 'being read by the AI');
    takeBack(one);
    await purse.em.flush();
    return this.imports.show(purse, importId);
  }

  async #count(purseId: string): Promise<void> {
    const state = await this.limits.increment(purseId, HOUR_MS, AN_HOUR, 0, 'ai-reading');
    if (!state.isBlocked) return;
    const minutes = Math.max(1, Math.ceil(state.timeToBlockExpire / 60));
    throw new TooManyRequests(
      `The AI was asked too often for this purse. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      state.timeToBlockExpire,
    );
  }
}

function takeBack(one: Import): void {
  one.status = one.aiReading?.before ?? 'failed';
  one.problem = one.aiReading?.problem ?? null;
  one.aiReading = null;
}
