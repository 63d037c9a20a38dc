import { z } from 'zod';
import { COLUMN_ROLES, DATE_ORDERS, DIRECTION_RULES, MOST_COLUMNS } from '../../domain/table-mapping.ts';
import { Id, Instant } from '../../platform/http/wire.contract.ts';

const Role = z.enum(COLUMN_ROLES);
const Confidence = z.enum(['certain', 'likely', 'guess']);

/** How a table is to be read. */
export const TableMapping = z
  .strictObject({
    headerLine: z
      .int()
      .min(1)
      .max(10_000_000)
      .nullable()
      .meta({ description: 'The row that names the columns; null where none does' }),
    columns: z
      .array(Role.nullable())
      .min(1)
      .max(MOST_COLUMNS)
      .meta({ description: 'What each column means, by its place; null for one that is not used' }),
    dateOrder: z.enum(DATE_ORDERS),
    decimalMark: z.enum(['.', ',']),
    direction: z.enum(DIRECTION_RULES).meta({
      description:
        'How money out is known: columns of its own, a column that says so (type), a minus (sign), no minus (reversed), no mark (plain-is-out), the running balance',
    }),
  })
  .meta({ id: 'TableMapping' });
export type TableMapping = z.infer<typeof TableMapping>;

/** One table of an import: how it was read, what speaks for it, and its first rows. */
export const ImportTable = z
  .strictObject({
    position: z.int(),
    statementId: Id.nullable().meta({ description: 'null while it could not be read' }),
    sheet: z.string().nullable(),
    source: z.enum(['inferred', 'given', 'remembered']),
    headerLine: z.int().nullable(),
    columns: z.array(
      z.strictObject({ name: z.string(), role: Role.nullable(), confidence: Confidence, why: z.string() }),
    ),
    dateOrder: z.enum(DATE_ORDERS),
    dateOrderWhy: z.string(),
    decimalMark: z.enum(['.', ',']),
    decimalMarkWhy: z.string(),
    direction: z.enum(DIRECTION_RULES).nullable(),
    directionWhy: z.string(),
    rows: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })),
  })
  .meta({ id: 'ImportTable' });
export type ImportTable = z.infer<typeof ImportTable>;

export const ImportTables = z.strictObject({ items: z.array(ImportTable) }).meta({ id: 'ImportTables' });
export type ImportTables = z.infer<typeof ImportTables>;

/** A mapping that is remembered. What is given out can be given in again, here or elsewhere. */
export const TableProfileView = z
  .strictObject({
    id: Id,
    accountId: Id.nullable().meta({ description: 'null for one that goes for any account' }),
    name: z.string(),
    header: z.array(z.string()).meta({ description: 'The names of the columns that it is for' }),
    mapping: TableMapping,
    createdAt: Instant,
  })
  .meta({ id: 'TableProfile' });
export type TableProfileView = z.infer<typeof TableProfileView>;

export const TableProfileList = z
  .strictObject({ items: z.array(TableProfileView) })
  .meta({ id: 'TableProfileList' });
export type TableProfileList = z.infer<typeof TableProfileList>;

export const AddTableProfile = z
  .strictObject({
    accountId: Id.nullish(),
    name: z.string().trim().min(1).max(120),
    header: z.array(z.string().max(200)).max(MOST_COLUMNS),
    mapping: TableMapping,
  })
  .meta({ id: 'AddTableProfile' });
export type AddTableProfile = z.infer<typeof AddTableProfile>;

export const ImportTableParams = z.strictObject({
  purseId: Id,
  importId: Id,
  // Whatever stands there: whose import it is decides first, then whether it has such a table.
  position: z.string().max(64),
});
export const TableProfileParams = z.strictObject({ purseId: Id, profileId: Id });
