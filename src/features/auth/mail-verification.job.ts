import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { asName } from '../../platform/mail/letter.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { UsersService } from '../users/users.service.ts';
import { VerificationService } from './verification.service.ts';

const Input = z.object({ userId: z.uuid() });
type Input = z.infer<typeof Input>;

/** Asks whoever reads the mail of an address to confirm it. Run twice, two links arrive, and both work. */
@Injectable()
export class MailVerificationJob implements JobDefinition<Input> {
  readonly queue = 'mail.verification';
  readonly input = Input;

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly verification: VerificationService,
    private readonly mailer: Mailer,
  ) {}

  async run({ userId }: Input): Promise<void> {
    const user = await this.database.withNobody((em) => this.users.byId(em, userId));
    if (user === null || user.emailVerifiedAt != null) return;
    await this.mailer.send('verification', user.email, {
      subject: 'Please confirm your address',
      greeting: `Hello ${asName(user.name, 'and welcome')},`,
      before: [
        'Welcome to Ikpa. Please confirm that this address is yours, so that we can reach you if you ever forget your password.',
      ],
      action: 'Confirm my address',
      link: this.verification.linkFor(user),
      after: [
        'The link works for three days.',
        'If you did not open an account with Ikpa, somebody mistyped their address. You need do nothing.',
      ],
    });
  }
}
