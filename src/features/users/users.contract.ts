import { z } from 'zod';
import { Id, Instant } from '../../platform/http/wire.contract.ts';
import { Country } from '../purses/purses.contract.ts';

export const UserView = z
  .strictObject({
    id: Id,
    email: z.string(),
    name: z.string(),
    country: Country,
    locale: z.string(),
    zone: z.string(),
    isAdministrator: z.boolean(),
    deletesAt: Instant.nullable().meta({
      description: 'When the person is removed for good; null while they did not ask for it',
    }),
    emailVerified: z.boolean(),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

export const UpdateMe = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    locale: z.string().min(2).max(35).optional(),
    zone: z.string().min(1).max(64).optional(),
  })
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof UpdateMe>;
