import { defineEntity, p } from '@mikro-orm/core';
import type { TableMapping } from '../../domain/table-mapping.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ofCurrentPurse } from '../../platform/database/row-security.ts';

export interface ImportProblem {
  code: string;
  detail: string;
  where: string | null;
}

export interface ImportDialect {
  delimiter: string;
  headerLine: number | null;
  dateOrder: string;
  dateOrderWhy: string;
  columns: { name: string; role: string | null }[];
  source?: 'inferred' | 'given' | 'remembered';
}

/** How a person wants one table of the file to be read. */
export interface GivenMapping {
  mapping: TableMapping;
  /** The names of its columns, and what is made of them to know the next table of the kind. */
  header: string[];
  fingerprint: string;
  /** The statement that was made of the table; null while none was. */
  statement: number | null;
}

/** The AI is reading the file: what was there before, for when that leads to nothing. */
export interface AiReadingColumn {
  before: 'ready' | 'failed';
  problem: ImportProblem | null;
}

/** The AI read the file. */
export interface AiReceiptColumn {
  model: string;
  at: string;
  microDollars: number;
}

export interface KeptRow {
  transactionId: string;
  date: string;
  amount: number;
  currency: string;
  description: string;
}

const ImportSchema = defineEntity({
  name: 'Import',
  tableName: 'imports',
  policies: [ofCurrentPurse],
  uniques: [{ properties: ['purseId', 'id'], name: 'imports_purse_id_id_unique' }],
  indexes: [{ properties: ['purseId', 'sha256'], name: 'imports_purse_id_sha256_index' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    purseId: p.uuid(),
    createdBy: p.uuid(),
    fileName: p.text(),
    byteSize: p.integer(),
    sha256: p.blob(),
    status: p.enum([
      'uploaded',
      'reading',
      'locked',
      'ready',
      'committing',
      'committed',
      'undoing',
      'undone',
      'failed',
    ] as const),
    format: p.text().nullable(),
    encoding: p.text().nullable(),
    dialect: p.json<ImportDialect>().nullable(),
    /** By the position of the table. */
    mappings: p.json<Record<string, GivenMapping>>().nullable(),
    problem: p.json<ImportProblem>().nullable(),
    aiReading: p.json<AiReadingColumn>().nullable(),
    aiReceipt: p.json<AiReceiptColumn>().nullable(),
    removedRows: p.integer().nullable(),
    keptRows: p.json<KeptRow[]>().nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    committedAt: p.datetime(3).nullable(),
    undoneAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});

/** One file given by a person, from upload to commit and, perhaps, undo. */
export class Import extends ImportSchema.class {}
ImportSchema.setClass(Import);
