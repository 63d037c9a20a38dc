import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

const ImportBlockSchema = defineEntity({
  name: 'ImportBlock',
  tableName: 'import_blocks',
  policies: [ofCurrentPurse],
  properties: {
    importId: p.uuid().primary(),
    kind: p.enum(['file', 'opened', 'rows'] as const).primary(),
    position: p.integer().primary(),
    purseId: p.uuid(),
    statementId: p.uuid().nullable(),
    firstIndex: p.integer().default(0),
    rows: p.integer().default(0),
    verdicts: p.json<Record<string, number>>().nullable(),
    marks: p.blob().nullable(),
    bytes: p.blob(),
  },
});

/**
 * A compressed and encrypted piece of what was given: the file as it came, the words of a PDF that was locked, or
 * rows as they were read. `bytes` never
 * changes; `marks` says what would become, or became, of each row, and `verdicts` counts them.
 */
export class ImportBlock extends ImportBlockSchema.class {}
ImportBlockSchema.setClass(ImportBlock);
