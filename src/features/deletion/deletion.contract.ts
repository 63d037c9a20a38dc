import { z } from 'zod';
import { Instant } from '../../platform/http/wire.contract.ts';

export const RequestDeletion = z
  .strictObject({ currentPassword: z.string().min(1).max(1000) })
  .meta({ id: 'RequestDeletion' });
export type RequestDeletion = z.infer<typeof RequestDeletion>;

export const DeletionView = z
  .strictObject({
    deletesAt: Instant.nullable().meta({
      description: 'When everything is removed for good; null while nobody asked for it',
    }),
    graceDays: z.int().meta({ description: 'Days between the wish and the removal' }),
  })
  .meta({ id: 'Deletion' });
export type DeletionView = z.infer<typeof DeletionView>;
