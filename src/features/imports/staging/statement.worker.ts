// Runs in a worker thread (platform/compute): no Nest, no database, nothing but bytes in and figures out.
import { Sorter } from '../../../domain/sorter.ts';
import { Asker } from '../../../platform/compute/asker.ts';
import type { ComputeTask } from '../../../platform/compute/compute.ts';
import { parseStatementFile } from '../formats/parse.ts';
import type { ParsedStatement } from '../formats/statement.ts';
import { addNewRows, noNewRows } from './new-rows.ts';
import type { NewRows } from './new-rows.ts';
import { pack, takeBlocks, unpackMarks, unpackRows } from './row-block.ts';
import type { FileRow } from './row-block.ts';
import { stageRows } from './stage-statement.ts';
import type { Destination } from './stage-statement.ts';
import type {
  Answers,
  BlockMarks,
  Question,
  ReadBlock,
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
      return stage(unpacked(input.blocks), input.to, new Sorter(input.knowledge), asker);
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
  const { to: destinations, knowledge } = await asker.ask<Answers['destinations']>(question);
  const sorter = new Sorter(knowledge);
  const done: ReadStatement[] = [];
  for (const to of destinations) {
    // Out of the list: what is packed need not stay in memory while the next one is read.
    const statement = statements.shift();
    if (statement !== undefined) done.push(await readStatement(statement, to, sorter, asker));
  }
  return { ...file, statements: done };
}

async function readStatement(
  statement: ParsedStatement,
  to: Destination,
  sorter: Sorter,
  asker: Asker,
): Promise<ReadStatement> {
  const { rows, rejected, ...facts } = statement;
  const rowCount = rows.length + rejected.length;
  let [firstDay, lastDay] = [rows[0]?.date ?? null, rows[0]?.date ?? null];
  for (const { date } of rows) {
    if (firstDay !== null && date < firstDay) firstDay = date;
    if (lastDay !== null && date > lastDay) lastDay = date;
  }
  const blocks: ReadBlock[] = [];
  const staged = await stage(packing(statement, blocks), to, sorter, asker);
  return { ...facts, accountId: to.accountId, rowCount, firstDay, lastDay, blocks, staged };
}

/** The blocks of a statement, each packed into `blocks` as it goes by. */
function* packing(statement: ParsedStatement, blocks: ReadBlock[]): Generator<FileRow[]> {
  for (const block of takeBlocks(statement)) {
    blocks.push({ firstIndex: block[0]?.index ?? 0, rows: block.length, bytes: pack(block) });
    yield block;
  }
}

function* unpacked(blocks: readonly Uint8Array[]): Generator<FileRow[]> {
  for (const block of blocks) yield unpackRows(block);
}

async function stage(
  parts: Iterable<FileRow[]>,
  to: Destination,
  sorter: Sorter,
  asker: Asker,
): Promise<StageOutput> {
  const { marks, ...rest } = await stageRows(parts, to, sorter, async (survey) => {
    const question: Question = { ask: 'existing', accountId: to.accountId ?? '', survey };
    return asker.ask<Answers['existing']>(question);
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
    blocks.push({ marks: pack(block), verdicts });
  }
  return { blocks, counts, ...rest };
}
