import { z } from 'zod';
import { Id, Instant } from '../../platform/http/wire.contract.ts';

export const RestoreView = z
  .strictObject({
    id: Id,
    fileName: z.string(),
    byteSize: z.int(),
    status: z.enum(['waiting', 'working', 'done', 'failed']),
    rows: z
      .int()
      .meta({ description: 'How many transactions were read so far; saved are all of them or none' }),
    total: z.int(),
    purseId: Id.nullable().meta({ description: 'The new purse, once there is one' }),
    problem: z
      .strictObject({ code: z.string(), detail: z.string(), where: z.string().nullable() })
      .nullable()
      .meta({
        description: 'Why nothing was saved; `where` is a file of the archive with a JSON pointer into it',
      }),
    createdAt: Instant,
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'Restore' });
export type RestoreView = z.infer<typeof RestoreView>;

export const RestoreList = z
  .strictObject({ items: z.array(RestoreView).meta({ description: 'The latest first' }) })
  .meta({ id: 'RestoreList' });
export type RestoreList = z.infer<typeof RestoreList>;

export const RestoreParams = z.strictObject({ restoreId: Id });
