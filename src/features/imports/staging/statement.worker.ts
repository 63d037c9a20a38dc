// Runs in a worker thread (platform/compute): no Nest, no database, nothing but bytes in and figures out.
import { Sorter } from '../../../domain/sorter.ts';
import { Asker } from '../../../platform/compute/asker.ts';
import type { ComputeTask } from '../../../platform/compute/compute.ts';
import type { TableMapping } from '../../../domain/table-mapping.ts';
import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { aiMaterial } from '../formats/ai-material.ts';
import { pdfsOf } from '../formats/archive-pdfs.ts';
import { DEFAULT_LIMITS, parseStatementFile } from '../formats/parse.ts';
import { openPdf } from '../formats/pdf-file.ts';
import { parseByAi, parseOpened } from '../formats/read-file.ts';
import { Refusal } from '../formats/refusal.ts';
import type { ParsedFile, ParsedStatement, ParseLimits } from '../formats/statement.ts';
import type { TableReading } from '../formats/table-reading.ts';
import { surveyOf, unpackExisting } from './existing-rows.ts';
import { takeNewRows } from './new-rows.ts';
import type { NewRows } from './new-rows.ts';
import { packPdf, unpackPdf } from './opened-pdf.ts';
import { packColumns } from '../formats/row-block.ts';
import { rememberedBy } from './remembered-mappings.ts';
import { stageRows } from './stage-statement.ts';
import type { BlockToStage, Destination } from './stage-statement.ts';
import type {
  Answers,
  BlockMarks,
  FileToParse,
  MaterialOutput,
  OpenOutput,
  Question,
  ReadOutput,
  ReadStatement,
  StageOutput,
  WorkerInput,
} from './worker-task.ts';

/** One entry for all kinds of work, so that they share a pool of threads. */
export default async function work({
  input,
  port,
}: ComputeTask<WorkerInput>): Promise<
  OpenOutput | MaterialOutput | ReadOutput | StageOutput | NewRows | TableReading[] | string[]
> {
  const asker = new Asker(port);
  switch (input.kind) {
    case 'pdfs':
      return pdfsOf(input.bytes, limitsOf(input.bytes)).map(({ path }) => path);
    case 'open':
      return open(input);
    case 'material':
      return material(input);
    case 'read':
      return read(input, asker);
    case 'tables':
      return parseWith(input, rememberedBy(input.profiles, new Map()), asker, () => null).tables ?? [];
    case 'stage':
      return stage(
        input.blocks.map((bytes) => ({ bytes, items: null })),
        input.to,
        new Sorter(input.knowledge),
        asker,
      );
    case 'take':
      return takeNewRows(input.blocks);
  }
}

async function open({ bytes, path, password }: Extract<WorkerInput, { kind: 'open' }>): Promise<OpenOutput> {
  try {
    const packed =
      path === null ? undefined : pdfsOf(bytes, limitsOf(bytes)).find((pdf) => pdf.path === path);
    return { opened: packPdf(await openPdf(packed?.unpack() ?? bytes, password)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { error: error.asError() };
  }
}

function material({ opened, country }: Extract<WorkerInput, { kind: 'material' }>): MaterialOutput {
  try {
    return aiMaterial(unpackPdf(opened), country);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { error: error.asError() };
  }
}

async function read(input: FileToParse, asker: Asker): Promise<ReadOutput> {
  const { told, statements, ...file } = await parseForAccounts(input, asker);
  if (told === null) return { ...file, statements: [] };
  const sorter = new Sorter(told.knowledge);
  const done: ReadStatement[] = [];
  for (const to of told.to) {
    // Out of the list: what is packed need not stay in memory while the next one is read.
    const statement = statements.shift();
    if (statement !== undefined) done.push(await readStatement(statement, to, sorter, asker));
  }
  return { ...file, statements: done };
}

/**
 * Parses a file by what is remembered for its accounts; no text of it is kept but in the rows. Nothing is told of one
 * that cannot be read.
 */
async function parseForAccounts(
  input: FileToParse,
  asker: Asker,
): Promise<ReturnType<typeof detached> & { told: Answers['destinations'] | null }> {
  const remembered = rememberedBy(input.profiles, new Map());
  let parsed = parseWith(input, remembered, asker);
  if (parsed.error !== null) return { ...detached(parsed), told: null };
  let told = await asker.ask<Answers['destinations']>(questionOf(parsed.statements));
  const own = rememberedBy(input.profiles, accountsOf(parsed.tables, told.to));
  if (differ(remembered, own, parsed.tables)) {
    // What was set for this very account goes before what was set for others of the same bank.
    const again = parseWith(input, own, asker);
    if (again.error === null) {
      parsed = again;
      told = await asker.ask<Answers['destinations']>(questionOf(parsed.statements));
    }
  }
  return { ...detached(parsed), told };
}

/** The same with texts of their own: a piece of a text keeps the whole of it in memory. */
function detached({ statements, tables, ...file }: ParsedFile) {
  return {
    ...structuredClone(file),
    tables: placesOf(tables),
    statements: statements.map(({ rows, ...facts }) => ({ ...structuredClone(facts), rows })),
  };
}

function parseWith(
  input: FileToParse,
  remembered: Map<string, TableMapping>,
  asker: Asker,
  opened = (path: string) => wordsOf(input.opened[path]),
): ParsedFile {
  const options = {
    country: input.country,
    fileName: input.fileName,
    limits: { maxRows: input.maxRows, maxBytes: input.bytes.byteLength },
    mappings: input.mappings,
    remembered,
    onProgress: (rows: number) => asker.tell(rows),
  };
  const whole = input.opened[''];
  if (whole === undefined || 'error' in whole) return parseStatementFile(input.bytes, { ...options, opened });
  const text = unpackPdf(whole.opened);
  return input.answer === null ? parseOpened(text, options) : parseByAi(text, input.answer, options);
}

/** Unpacked when they are asked for: what two PDFs say is never in memory together. Throws Refusal. */
function wordsOf(pdf: OpenOutput | undefined): PdfText | null {
  if (pdf === undefined) return null;
  if ('error' in pdf) throw new Refusal(pdf.error.code, pdf.error.why, pdf.error.where);
  return unpackPdf(pdf.opened);
}

function limitsOf(bytes: Uint8Array): ParseLimits {
  return { ...DEFAULT_LIMITS, maxBytes: bytes.byteLength };
}

function questionOf(statements: readonly ParsedStatement[]): Question {
  return {
    ask: 'destinations',
    statements: statements.map(({ rows: _rows, ...facts }) => facts),
  };
}

function placesOf(tables: readonly TableReading[] | undefined): ReadOutput['tables'] {
  return (tables ?? []).map(({ position, statement }) => ({ position, statement }));
}

/** The account of each kind of table. */
function accountsOf(
  tables: readonly TableReading[] | undefined,
  destinations: readonly Destination[],
): Map<string, string> {
  const accounts = new Map<string, string>();
  for (const { fingerprint, statement } of tables ?? []) {
    const accountId = statement === null ? null : (destinations[statement]?.accountId ?? null);
    if (accountId !== null) accounts.set(fingerprint, accountId);
  }
  return accounts;
}

function differ(
  before: ReadonlyMap<string, TableMapping>,
  now: ReadonlyMap<string, TableMapping>,
  tables: readonly TableReading[] | undefined,
): boolean {
  return (tables ?? []).some(
    ({ fingerprint, source }) => source !== 'given' && before.get(fingerprint) !== now.get(fingerprint),
  );
}

async function readStatement(
  statement: ParsedStatement,
  to: Destination,
  sorter: Sorter,
  asker: Asker,
): Promise<ReadStatement> {
  const { rows, ...facts } = statement;
  const { firstDay, lastDay } = rows;
  const rowCount = rows.count();
  const taken = rows.take();
  const staged = await stage(taken, to, sorter, asker);
  const blocks = taken.map(({ firstIndex, rows: count, bytes }) => ({ firstIndex, rows: count, bytes }));
  return { ...facts, accountId: to.accountId, rowCount, firstDay, lastDay, blocks, staged };
}

async function stage(
  rows: readonly BlockToStage[],
  to: Destination,
  sorter: Sorter,
  asker: Asker,
): Promise<StageOutput> {
  const { marks, ...rest } = await stageRows(rows, to, sorter, async (candidates) => {
    const survey = surveyOf(candidates);
    const question: Question = { ask: 'existing', accountId: candidates.accountId, survey };
    return unpackExisting(await asker.ask<Answers['existing']>(question));
  });
  const blocks: BlockMarks[] = [];
  const counts = { new: 0, duplicate: 0, rejected: 0, doubtful: 0 };
  for (const block of marks) {
    const verdicts: Record<string, number> = {};
    for (const { verdict, doubt } of block) {
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      counts[verdict] += 1;
      if (doubt !== null) counts.doubtful += 1;
    }
    blocks.push({ marks: packColumns(block), verdicts });
  }
  return { blocks, counts, ...rest };
}
