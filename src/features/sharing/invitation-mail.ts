import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { DataCipher } from '../../platform/crypto/data-cipher.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { MailLimits } from '../../platform/mail/mail-limits.ts';
import { MailOff } from '../../platform/mail/mailer.ts';

/** What an invitation's mail needs to know. */
export interface Mailed {
  to: string;
  secret: string;
}

/** An invitation's way from its maker to the job that mails it. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly jobs: Jobs,
    private readonly limits: MailLimits,
    private readonly cipher: DataCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws MailOff, or TooManyRequests where a person has sent too many. */
  async count(userId: string): Promise<void> {
    if (this.config.mail === null) throw new MailOff();
    await this.limits.count('mail-invitation', userId);
  }

  /** Queues the mail. Operators read the queue: neither address nor secret stand in it. */
  async send(
    em: EntityManager,
    ids: { purseId: string; invitationId: string },
    mailed: Mailed,
  ): Promise<void> {
    const sealed = this.cipher.seal(Buffer.from(JSON.stringify(mailed)), contextOf(ids.invitationId));
    await this.jobs.send(em, 'mail.invitation', { ...ids, sealed: sealed.toString('base64url') });
  }

  open(invitationId: string, sealed: string): Mailed {
    const bytes = this.cipher.open(Buffer.from(sealed, 'base64url'), contextOf(invitationId));
    return JSON.parse(bytes.toString()) as Mailed;
  }
}

function contextOf(invitationId: string): string {
  return `invitation mail ${invitationId}`;
}
