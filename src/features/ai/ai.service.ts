import { Injectable } from '@nestjs/common';
import { Ai } from '../../platform/ai/ai.ts';
import { AiOff } from '../../platform/ai/ai-errors.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { AiConsent } from './ai-consent.entity.ts';
import type { AiView } from './ai.contract.ts';
import { consentOf, keepConsent, usedSince } from './ai.queries.ts';

/** Whether a purse may be shown to the AI: its owner says so, and takes it back. */
@Injectable()
export class AiService {
  constructor(
    private readonly ai: Ai,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async show(purse: PurseContext): Promise<AiView> {
    const consent = await consentOf(purse);
    const month = new Date(`${this.clock.now().toISOString().slice(0, 7)}-01T00:00:00Z`);
    return {
      asked: this.ai.asked,
      consent: consent === null ? null : { ...consent, givenAt: consent.givenAt.toISOString() },
      thisMonth: await usedSince(purse, month),
    };
  }

  /** Throws AiOff where there is nothing to agree to. */
  async consent(purse: PurseContext): Promise<AiView> {
    const { asked } = this.ai;
    if (asked === null) throw new AiOff();
    if ((await consentOf(purse)) === null) {
      await keepConsent(purse, this.clock.now());
      this.#record(purse, 'ai.consented', asked);
      await purse.em.flush();
    }
    return this.show(purse);
  }

  async withdraw(purse: PurseContext): Promise<AiView> {
    const gone = await purse.em.nativeDelete(AiConsent, { purseId: purse.purseId });
    if (gone > 0) this.#record(purse, 'ai.withdrawn', {});
    await purse.em.flush();
    return this.show(purse);
  }

  /** Whether the AI may be asked about this purse now: there is one, and the owner agrees. */
  async mayAsk(purse: PurseContext): Promise<boolean> {
    return this.ai.asked !== null && (await consentOf(purse)) !== null;
  }

  #record(purse: PurseContext, action: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action, subject: 'purse', subjectId: purse.purseId, changes });
  }
}
