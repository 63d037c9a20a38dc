import { z } from 'zod';

export const HealthView = z
  .strictObject({
    status: z.enum(['healthy', 'unhealthy']),
    timestamp: z.iso.datetime(),
    services: z.strictObject({
      database: z.enum(['connected', 'disconnected']),
      redis: z.enum(['connected', 'disconnected', 'not-configured']),
    }),
  })
  .meta({ id: 'Health' });
export type HealthView = z.infer<typeof HealthView>;
