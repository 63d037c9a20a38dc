import { z } from 'zod';
import { Email } from '../auth/auth.contract.ts';
import { Id, Instant, PageQuery, pageOf } from '../../platform/http/wire.contract.ts';

export const PersonView = z
  .strictObject({
    id: Id,
    email: z.string(),
    name: z.string(),
    isAdministrator: z.boolean(),
    suspendedAt: Instant.nullable(),
    createdAt: Instant,
    lastSeenAt: Instant.nullable(),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

export const PeoplePage = pageOf(PersonView).meta({ id: 'PeoplePage' });
export type PeoplePage = z.infer<typeof PeoplePage>;

export const ListPeople = PageQuery;
export type ListPeople = z.infer<typeof ListPeople>;
export const PersonParams = z.strictObject({ userId: Id });

export const ResetLink = z.strictObject({ link: z.string(), expiresAt: Instant }).meta({
  id: 'ResetLink',
  description: 'Shown once. Its secret stands behind #, so no server log ever sees it',
});
export type ResetLink = z.infer<typeof ResetLink>;

export const ResetPassword = z
  .strictObject({ secret: z.string().min(20).max(100), password: z.string().min(1).max(1000) })
  .meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const ForgotPassword = z.strictObject({ email: Email }).meta({ id: 'ForgotPassword' });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

export const JobsView = z
  .strictObject({
    queues: z.array(z.strictObject({ name: z.string(), queued: z.int(), active: z.int(), failed: z.int() })),
    failed: z.array(
      z.strictObject({ id: Id, queue: z.string(), failedAt: Instant.nullable(), retries: z.int() }),
    ),
  })
  .meta({ id: 'Jobs' });
export type JobsView = z.infer<typeof JobsView>;

export const JobParams = z.strictObject({ queue: z.string().regex(/^[a-z.-]{1,60}$/), jobId: Id });

export const SystemView = z
  .strictObject({
    version: z.string(),
    node: z.string(),
    postgres: z.string(),
    migrations: z.array(z.string()),
    redis: z.enum(['connected', 'disconnected', 'not-configured']),
    signUp: z.enum(['open', 'invite', 'closed']),
    people: z.int(),
    purses: z.int(),
    databaseBytes: z.int(),
    importBytes: z.int(),
  })
  .meta({ id: 'System' });
export type SystemView = z.infer<typeof SystemView>;
