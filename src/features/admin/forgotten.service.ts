import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { networkOf } from '../../platform/http/address.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { MailLimits } from '../../platform/mail/mail-limits.ts';
import { MailOff } from '../../platform/mail/mailer.ts';
import { UsersService } from '../users/users.service.ts';

/** For a person who forgot their password, where mail is sent. */
@Injectable()
export class ForgottenService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly jobs: Jobs,
    private readonly limits: MailLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Mails a link to the address if it is somebody's. Nothing in the answer, nor in its time, says whether it is: a
   * job is queued for nobody too. Throws MailOff, TooManyRequests (by network; too many for one address are dropped).
   */
  async mailLink(email: string, address: string): Promise<void> {
    if (this.config.mail === null) throw new MailOff();
    await this.limits.count('mail-reset-network', networkOf(address));
    const isAllowed = await this.limits.allows('mail-reset-address', email);
    await this.database.withNobody(async (em) => {
      const user = await this.users.findByEmail(em, email);
      await this.jobs.send(em, 'mail.reset', { userId: isAllowed ? (user?.id ?? null) : null });
    });
  }
}
