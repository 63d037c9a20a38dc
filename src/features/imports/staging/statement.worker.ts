// Runs in a worker thread (platform/compute): no Nest, no database, nothing but bytes in and figures out.
import { Asker } from '../../../platform/compute/asker.ts';
import type { ComputeTask } from '../../../platform/compute/compute.ts';
import { parseStatementFile } from '../formats/parse.ts';
import type { ParsedStatement } from '../formats/statement.ts';
import { addNewRows, noNewRows } from './new-rows.ts';
import type { NewRows } from './new-rows.ts';
import { fileRows, pack, unpackMarks, unpackRows, ROWS_PER_BLOCK } from './row-block.ts';
import type { FileRow, RowMark } from './row-block.ts';
import { stageRows } from './stage-statement.ts';
import type { Destination } from './stage-statement.ts';
import type {
  Answers,
  Question,
  ReadOutput,
  ReadStatement,
  StageOutput,
  WorkerInput,
} from './worker-task.ts';

/** One entry for the three kinds of work, so that they share a pool of threads. */
export default async function work({
  input,
  port,
}: ComputeTask<WorkerInput>): Promise<ReadOutput | StageOutput | NewRows> {
  const asker = new Asker(port);
  switch (input.kind) {
    case 'read':
      return read(input, asker);
    case 'stage':
      return stage(input.blocks.map(unpackRows), input.to, asker);
    case 'take': {
      const taken = noNewRows();
      for (const { rows, marks } of input.blocks) addNewRows(taken, unpackRows(rows), unpackMarks(marks));
      return taken;
    }
  }
}

async function read(input: Extract<WorkerInput, { kind: 'read' }>, asker: Asker): Promise<ReadOutput> {
  const { statements, ...file } = parseStatementFile(input.bytes, {
    country: input.country,
    fileName: input.fileName,
    limits: { maxRows: input.maxRows, maxBytes: input.bytes.byteLength },
    onProgress: (rows) => asker.tell(rows),
  });
  if (file.error !== null) return { ...file, statements: [] };
  const question: Question = {
    ask: 'destinations',
    statements: statements.map(({ rows: _rows, rejected: _rejected, ...facts }) => facts),
  };
  const destinations = await asker.ask<Answers['destinations']>(question);
  const done: ReadStatement[] = [];
  for (const to of destinations) {
    // Out of the list: what is packed need not stay in memory while the next one is read.
    const statement = statements.shift();
    if (statement !== undefined) done.push(await readStatement(statement, to, asker));
  }
  return { ...file, statements: done };
}

async function readStatement(
  statement: ParsedStatement,
  to: Destination,
  asker: Asker,
): Promise<ReadStatement> {
  const { rows, rejected: _rejected, ...facts } = statement;
  let [firstDay, lastDay] = [rows[0]?.date ?? null, rows[0]?.date ?? null];
  for (const { date } of rows) {
    if (firstDay !== null && date < firstDay) firstDay = date;
    if (lastDay !== null && date > lastDay) lastDay = date;
  }
  const all = fileRows(statement);
  const parts: FileRow[][] = [];
  for (let at = 0; at < all.length; at += ROWS_PER_BLOCK) parts.push(all.slice(at, at + ROWS_PER_BLOCK));
  return {
    ...facts,
    accountId: to.accountId,
    rowCount: all.length,
    firstDay,
    lastDay,
    blocks: parts.map((part) => ({
      firstIndex: part[0]?.index ?? 0,
      rows: part.length,
      bytes: pack(part),
    })),
    staged: await stage(parts, to, asker),
  };
}

async function stage(parts: readonly FileRow[][], to: Destination, asker: Asker): Promise<StageOutput> {
  const { marks, ...rest } = await stageRows(parts.flat(), to, async (survey) => {
    const question: Question = { ask: 'existing', accountId: to.accountId ?? '', survey };
    return asker.ask<Answers['existing']>(question);
  });
  let at = 0;
  const blocks = parts.map((part) => {
    const own = marks.slice(at, at + part.length);
    at += part.length;
    return { marks: pack(own), verdicts: countVerdicts(own) };
  });
  const total = countVerdicts(marks);
  return {
    blocks,
    counts: {
      new: total['new'] ?? 0,
      duplicate: total['duplicate'] ?? 0,
      rejected: total['rejected'] ?? 0,
      doubtful: marks.filter((mark) => mark.doubt !== null).length,
    },
    ...rest,
  };
}

function countVerdicts(marks: readonly RowMark[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of marks) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
