import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { InvitationMail } from './invitation-mail.ts';
import { Invitation } from './invitation.entity.ts';
import type {
  CreateInvitation,
  CreatedInvitation,
  InvitationPreview,
  InvitationView,
} from './sharing.contract.ts';
import { acceptInvitation, findInvitation } from './sharing.queries.ts';
import type { Accepted } from './sharing.queries.ts';

/** The invitation is not in this purse. */
export class InvitationNotFound extends DomainError {
  constructor() {
    super('invitation-not-found', 'not-found', 'There is no such invitation in this purse.');
  }
}

/** Never made, used, withdrawn or expired: which of them is not told. */
export class InvitationNotOpen extends DomainError {
  constructor() {
    super(
      'invitation-not-open',
      'not-found',
      'This invitation was used already, has expired or was withdrawn.',
    );
  }
}

const DAY_MS = 86_400_000;
const SECRET_BYTES = 32;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly audit: AuditService,
    private readonly mail: InvitationMail,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(purse: PurseContext): Promise<InvitationView[]> {
    const found = await purse.em.find(Invitation, { purseId: purse.purseId }, { orderBy: { id: 'desc' } });
    return found.map((invitation) => view(invitation, this.clock.now()));
  }

  /**
   * Makes a link for one person, and mails it where an address is given. Its secret is told once and kept only as a
   * hash. Throws MailOff, TooManyRequests.
   */
  async create(purse: PurseContext, given: CreateInvitation): Promise<CreatedInvitation> {
    if (given.email !== undefined) await this.mail.count(purse.userId);
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const now = this.clock.now();
    const invitation = purse.em.create(
      Invitation,
      {
        purseId: purse.purseId,
        role: given.role,
        label: given.label,
        hash: hashOf(secret),
        createdBy: purse.userId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + given.days * DAY_MS),
      },
      { persist: true },
    );
    this.audit.record(purse, {
      action: 'invitation.created',
      subject: 'invitation',
      subjectId: invitation.id,
      // Everybody in the purse reads the history; whom a link is for is the owner's own note.
      changes: {
        role: given.role,
        days: given.days,
        ...(given.email === undefined ? {} : { mailed: true }),
      },
    });
    await purse.em.flush();
    if (given.email !== undefined) {
      const ids = { purseId: purse.purseId, invitationId: invitation.id };
      await this.mail.send(purse.em, ids, { to: given.email, secret });
    }
    return {
      invitation: view(invitation, now),
      mailed: given.email !== undefined,
      link: this.linkFor(secret),
    };
  }

  /** The link that holds an invitation's secret. */
  linkFor(secret: string): string {
    return `${this.config.http.publicUrl}/join#${secret}`;
  }

  /** Withdraws an invitation that nobody used yet; a used one is only forgotten. */
  async withdraw(purse: PurseContext, id: string): Promise<void> {
    const invitation = await purse.em.findOne(Invitation, { id, purseId: purse.purseId });
    if (invitation === null) throw new InvitationNotFound();
    this.audit.record(purse, {
      action: 'invitation.withdrawn',
      subject: 'invitation',
      subjectId: id,
      changes: { role: invitation.role },
    });
    purse.em.remove(invitation);
    await purse.em.flush();
  }

  /** What an open invitation offers. Throws InvitationNotOpen. */
  async look(em: EntityManager, secret: string): Promise<InvitationPreview> {
    const found = await findInvitation(em, hashOf(secret), this.clock.now());
    if (found === null) throw new InvitationNotOpen();
    return { ...found, expiresAt: new Date(found.expiresAt).toISOString() };
  }

  /** Makes the person of the transaction a member and uses the invitation up. Throws InvitationNotOpen. */
  async accept(em: EntityManager, secret: string): Promise<Accepted> {
    const accepted = await acceptInvitation(em, { hash: hashOf(secret), now: this.clock.now() });
    if (accepted === null) throw new InvitationNotOpen();
    return accepted;
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function view(invitation: Invitation, now: Date): InvitationView {
  const used = invitation.acceptedAt !== null && invitation.acceptedAt !== undefined;
  return {
    id: invitation.id,
    role: invitation.role,
    label: invitation.label ?? null,
    state: used ? 'accepted' : invitation.expiresAt > now ? 'open' : 'expired',
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  };
}
