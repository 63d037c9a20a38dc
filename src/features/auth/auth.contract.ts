import { z } from 'zod';
import { CurrencyCode, Id, Instant } from '../../platform/http/wire.contract.ts';
import { Country, PurseView, StatedFigures } from '../purses/purses.contract.ts';
import { UserView } from '../users/users.contract.ts';

/** One way to write an address: trimmed and in lower case. Its parts are as long as RFC 5321 lets them be. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .check(z.email())
  .refine((address) => address.lastIndexOf('@') <= 64, 'At most 64 characters before the @');

/** How strong a password must be depends on the installation: the service says what is missing. */
const Password = z.string().min(1).max(1000);

export const SignUp = z
  .strictObject({
    email: Email,
    password: Password,
    name: z.string().trim().min(1).max(80),
    country: Country,
    zone: z.string().min(1).max(64).optional(),
    locale: z.string().min(2).max(35).optional(),
    stated: StatedFigures.optional(),
    invitation: z
      .string()
      .min(20)
      .max(100)
      .optional()
      .meta({ description: 'The secret of an invitation to a purse' }),
  })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({ email: Email, password: Password }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const SignedIn = z
  .strictObject({ user: UserView, purses: z.array(PurseView) })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const AuthOptions = z
  .strictObject({
    signUp: z.enum(['open', 'invite', 'closed']),
    passwordMinLength: z.int(),
    mail: z.boolean().meta({ description: 'Mail is sent: a forgotten password needs no administrator' }),
    demo: z
      .boolean()
      .meta({ description: 'The people here are invented and everybody knows their passwords' }),
    countries: z.array(
      z.strictObject({ code: Country, name: z.string(), currency: CurrencyCode, zone: z.string() }),
    ),
  })
  .meta({ id: 'AuthOptions' });
export type AuthOptions = z.infer<typeof AuthOptions>;

export const VerifyAddress = z
  .strictObject({ secret: z.string().min(20).max(200) })
  .meta({ id: 'VerifyAddress' });
export type VerifyAddress = z.infer<typeof VerifyAddress>;

export const SessionView = z
  .strictObject({
    id: Id,
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: Instant,
    lastSeenAt: Instant,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z.strictObject({ items: z.array(SessionView) }).meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;

export const SessionParams = z.strictObject({ sessionId: Id });

export const ChangePassword = z
  .strictObject({ currentPassword: Password, newPassword: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;
