import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { asName } from '../../platform/mail/letter.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { UsersService } from '../users/users.service.ts';
import { ResetService } from './reset.service.ts';

const Input = z.object({ userId: z.uuid().nullable() });
type Input = z.infer<typeof Input>;

/**
 * Sends a forgetful person a link. The link is made here, so that its secret lies in no queue; tried again, the mail
 * that arrives last has the link that works.
 */
@Injectable()
export class MailResetJob implements JobDefinition<Input> {
  readonly queue = 'mail.reset';
  readonly input = Input;

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly resets: ResetService,
    private readonly mailer: Mailer,
  ) {}

  async run({ userId }: Input): Promise<void> {
    if (userId === null) return;
    const made = await this.database.withNobody(async (em) => {
      const user = await this.users.byId(em, userId);
      if (user === null || user.suspendedAt != null) return null;
      return { user, link: (await this.resets.makeLink(em, user.id)).link };
    });
    if (made === null) return;
    try {
      await this.#send(made.user, made.link);
    } catch (error) {
      // Each try makes a link: those of mails that nobody got must not push out one that somebody holds.
      await this.database.withNobody((em) => this.resets.endLink(em, made.link));
      throw error;
    }
  }

  async #send(user: { email: string; name: string }, link: string): Promise<void> {
    await this.mailer.send('reset', user.email, {
      subject: 'Set a new password',
      greeting: `Hello ${asName(user.name, 'there')},`,
      before: [
        'Somebody, we hope it was you, asked to set a new password for your Ikpa account. It happens to all of us.',
      ],
      action: 'Set a new password',
      link,
      after: [
        'The link works once, and for one hour. After that you are signed out everywhere and sign in with the new password.',
        'If it was not you, you need do nothing: your password stays as it is.',
      ],
    });
  }
}
