import { z } from 'zod';
import { Instant } from '../../platform/http/wire.contract.ts';

/** What a purse lets an AI see, and what that cost so far. */
export const AiView = z
  .strictObject({
    asked: z
      .strictObject({ model: z.string(), host: z.string() })
      .nullable()
      .meta({ description: 'Which model would be asked, and where; null: this installation asks no AI' }),
    consent: z
      .strictObject({ givenAt: Instant, givenBy: z.string().meta({ description: 'Name of the owner' }) })
      .nullable()
      .meta({ description: 'null: nothing of this purse is sent to an AI' }),
    thisMonth: z.strictObject({
      questions: z.int().min(0),
      microDollars: z.int().min(0).meta({ description: 'Millionths of a US dollar' }),
    }),
  })
  .meta({ id: 'Ai' });
export type AiView = z.infer<typeof AiView>;
