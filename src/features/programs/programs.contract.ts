import { z } from 'zod';
import { Id, Instant } from '../../platform/http/wire.contract.ts';

export const Scope = z.enum(['read', 'write', 'import']).meta({
  id: 'Scope',
  description: 'read: every GET; write: every change but imports; import: upload, commit and undo files',
});

export const ProgramTokenView = z
  .strictObject({
    id: Id,
    name: z.string(),
    scopes: z.array(Scope),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'ProgramToken' });
export type ProgramTokenView = z.infer<typeof ProgramTokenView>;

export const ProgramTokenList = z
  .strictObject({ items: z.array(ProgramTokenView) })
  .meta({ id: 'ProgramTokenList' });
export type ProgramTokenList = z.infer<typeof ProgramTokenList>;

export const CreateProgramToken = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(Scope).min(1),
    days: z.int().min(1).max(365).nullable().default(90).meta({ description: 'null: until it is revoked' }),
  })
  .meta({ id: 'CreateProgramToken' });
export type CreateProgramToken = z.infer<typeof CreateProgramToken>;

export const CreatedProgramToken = z
  .strictObject({ token: ProgramTokenView, secret: z.string().meta({ description: 'Shown once' }) })
  .meta({ id: 'CreatedProgramToken' });
export type CreatedProgramToken = z.infer<typeof CreatedProgramToken>;

export const ProgramTokenParams = z.strictObject({ tokenId: Id });
