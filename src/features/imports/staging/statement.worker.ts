// Runs in a worker thread (platform/compute): no Nest, no database, nothing but bytes in and figures out.
import type { ComputeTask } from '../../../platform/compute/compute.ts';
import { parseStatementFile } from '../formats/parse.ts';
import type { ParsedStatement } from '../formats/statement.ts';
import { fileRows, pack, unpackRows, ROWS_PER_BLOCK } from './row-block.ts';
import type { FileRow, RowMark } from './row-block.ts';
import { stageRows, surveyRows } from './stage-statement.ts';
import type { MatchOutput, ReadBlock, ReadOutput, WorkerInput, WorkerOutput } from './worker-task.ts';

/** One entry for the three kinds of work, so that they share a pool of threads. */
export default function work({ input, port }: ComputeTask<WorkerInput>): WorkerOutput {
  switch (input.kind) {
    case 'read':
      return read(input, (rows) => port?.postMessage(rows));
    case 'survey':
      return surveyRows(input.blocks.flatMap(unpackRows), input.to);
    case 'match':
      return match(input);
  }
}

function read(input: Extract<WorkerInput, { kind: 'read' }>, onProgress: (rows: number) => void): ReadOutput {
  const { statements, ...file } = parseStatementFile(input.bytes, {
    country: input.country,
    fileName: input.fileName,
    limits: { maxRows: input.maxRows, maxBytes: input.bytes.byteLength },
    onProgress,
  });
  return { ...file, statements: statements.map(facts) };
}

function facts(statement: ParsedStatement): ReadOutput['statements'][number] {
  const { rows, rejected, ...rest } = statement;
  const days = rows.map((row) => row.date).sort();
  const all = fileRows(statement);
  const blocks: ReadBlock[] = [];
  for (let at = 0; at < all.length; at += ROWS_PER_BLOCK) {
    const part = all.slice(at, at + ROWS_PER_BLOCK);
    blocks.push({ firstIndex: part[0]?.index ?? 0, rows: part.length, bytes: pack(part) });
  }
  return {
    ...rest,
    rowCount: all.length,
    rejectedCount: rejected.length,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    blocks,
  };
}

function match(input: Extract<WorkerInput, { kind: 'match' }>): MatchOutput {
  const parts: FileRow[][] = input.blocks.map(unpackRows);
  const { marks, movement, newRows } = stageRows(parts.flat(), input.to, input.existing);
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
    movement,
    newRows: input.withRows ? newRows : null,
  };
}

function countVerdicts(marks: readonly RowMark[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of marks) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
