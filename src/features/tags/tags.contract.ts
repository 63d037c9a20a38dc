import { z } from 'zod';
import { Id } from '../../platform/http/wire.contract.ts';

export const TagView = z.strictObject({ id: Id, name: z.string(), rows: z.int() }).meta({ id: 'Tag' });
export type TagView = z.infer<typeof TagView>;

export const TagList = z.strictObject({ items: z.array(TagView) }).meta({ id: 'TagList' });
export type TagList = z.infer<typeof TagList>;

export const NameTag = z.strictObject({ name: z.string().trim().min(1).max(60) }).meta({ id: 'NameTag' });
export type NameTag = z.infer<typeof NameTag>;

export const TagParams = z.strictObject({ purseId: Id, tagId: Id });
