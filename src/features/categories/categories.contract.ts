import { z } from 'zod';
import { Id } from '../../platform/http/wire.contract.ts';

export const CategoryKind = z
  .enum(['income', 'spending', 'bill', 'support', 'dues', 'debt', 'fee', 'transfer'])
  .meta({ id: 'CategoryKind' });
export type CategoryKind = z.infer<typeof CategoryKind>;

export const CategoryView = z
  .strictObject({
    id: Id,
    name: z.string(),
    kind: CategoryKind,
    key: z.string().nullable().meta({ description: 'Stable name of a category that came with the purse' }),
    icon: z.string(),
    position: z.int(),
    archived: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof CategoryView>;

export const CategoryList = z.strictObject({ items: z.array(CategoryView) }).meta({ id: 'CategoryList' });
export type CategoryList = z.infer<typeof CategoryList>;

const Name = z.string().trim().min(1).max(60);
const Icon = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const CreateCategory = z
  .strictObject({ name: Name, kind: CategoryKind, icon: Icon.default('tag') })
  .meta({ id: 'CreateCategory' });
export type CreateCategory = z.infer<typeof CreateCategory>;

export const UpdateCategory = z
  .strictObject({
    name: Name.optional(),
    kind: CategoryKind.optional(),
    icon: Icon.optional(),
    archived: z.boolean().optional(),
  })
  .meta({ id: 'UpdateCategory' });
export type UpdateCategory = z.infer<typeof UpdateCategory>;

export const CategoryParams = z.strictObject({ purseId: Id, categoryId: Id });
