import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { asName } from '../../platform/mail/letter.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { InvitationMail } from './invitation-mail.ts';
import { InvitationNotOpen, InvitationsService } from './invitations.service.ts';

const Input = z.object({ purseId: z.uuid(), invitationId: z.uuid(), sealed: z.string() });
type Input = z.infer<typeof Input>;

const MAY = { viewer: 'look at', editor: 'look at, and add to,' };

/** Sends an invitation to the address that its maker named. Withdrawn or used meanwhile, nothing is sent. */
@Injectable()
export class MailInvitationJob implements JobDefinition<Input> {
  readonly queue = 'mail.invitation';
  readonly input = Input;

  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationsService,
    private readonly mail: InvitationMail,
    private readonly mailer: Mailer,
  ) {}

  async run({ invitationId, sealed }: Input): Promise<void> {
    const { to, secret } = this.mail.open(invitationId, sealed);
    const offer = await this.database
      .withNobody((em) => this.invitations.look(em, secret))
      .catch((error: unknown) => {
        if (error instanceof InvitationNotOpen) return null;
        throw error;
      });
    if (offer === null) return;
    const host = asName(offer.invitedBy, 'Somebody who uses Ikpa');
    const purse = asName(offer.purse, 'a purse');
    await this.mailer.send('invitation', to, {
      subject: `${host} invites you to Ikpa`,
      greeting: 'Hello,',
      before: [
        `${host} invites you to ${MAY[offer.role]} “${purse}” in Ikpa, where they keep track of their money. Nothing of yours is shared by accepting.`,
      ],
      action: 'See the invitation',
      link: this.invitations.linkFor(secret),
      after: [
        `The link is for you alone, works once, and until ${offer.expiresAt.slice(0, 10)}.`,
        'If you do not know who this is, you need do nothing.',
      ],
    });
  }
}
