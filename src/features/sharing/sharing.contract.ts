import { z } from 'zod';
import { Id, Instant } from '../../platform/http/wire.contract.ts';
import { Email } from '../auth/auth.contract.ts';
import { PurseRole, PurseView } from '../purses/purses.contract.ts';

/** Roles that can be given: ownership is handed over, not given twice. */
export const GivenRole = z.enum(['editor', 'viewer']).meta({ id: 'GivenRole' });
export type GivenRole = z.infer<typeof GivenRole>;

export const MemberView = z
  .strictObject({ userId: Id, name: z.string(), role: PurseRole, since: Instant, you: z.boolean() })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof MemberView>;

export const MemberList = z.strictObject({ items: z.array(MemberView) }).meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

export const ChangeRole = z.strictObject({ role: GivenRole }).meta({ id: 'ChangeRole' });
export const HandOver = z.strictObject({ to: Id }).meta({ id: 'HandOver' });
export const MemberParams = z.strictObject({ purseId: Id, userId: Id });

export const InvitationView = z
  .strictObject({
    id: Id,
    role: GivenRole,
    label: z.string().nullable().meta({ description: 'Whom the owner meant it for, in their own words' }),
    state: z.enum(['open', 'accepted', 'expired']),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;

export const InvitationList = z
  .strictObject({ items: z.array(InvitationView) })
  .meta({ id: 'InvitationList' });
export type InvitationList = z.infer<typeof InvitationList>;

export const CreateInvitation = z
  .strictObject({
    role: GivenRole,
    days: z.int().min(1).max(30).default(7),
    label: z.string().trim().min(1).max(80).nullable().default(null),
    email: Email.optional().meta({
      description:
        'The link is also mailed there, where this installation sends mail; the address is not kept',
    }),
  })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const CreatedInvitation = z
  .strictObject({
    invitation: InvitationView,
    mailed: z.boolean(),
    link: z
      .string()
      .meta({ description: 'Shown once. Its secret stands behind #, so no server log ever sees it' }),
  })
  .meta({ id: 'CreatedInvitation' });
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const InvitationParams = z.strictObject({ purseId: Id, invitationId: Id });

const Secret = z.string().min(20).max(100);
export const InvitationSecret = z.strictObject({ secret: Secret }).meta({ id: 'InvitationSecret' });
export type InvitationSecret = z.infer<typeof InvitationSecret>;

export const InvitationPreview = z
  .strictObject({ purse: z.string(), invitedBy: z.string(), role: GivenRole, expiresAt: Instant })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const AcceptedInvitation = z.strictObject({ purse: PurseView }).meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;
