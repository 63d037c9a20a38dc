import { afterAll, describe, expect, it } from '@jest/globals';
import { FORMAT_FILES } from '../../../../bench/format-files.ts';
import { Compute } from '../../../platform/compute/compute.ts';
import { STATEMENT_WORKER } from './worker-task.ts';
import type { Answers, Question, ReadOutput, WorkerInput } from './worker-task.ts';

const compute = new Compute();

afterAll(async () => compute.onApplicationShutdown());

/** As an import reads a file into an empty account, with this much memory beside that of the bytes. */
async function read(bytes: Uint8Array, memoryMb: number): Promise<ReadOutput> {
  const answer = (asked: Question): Answers[Question['ask']] =>
    asked.ask === 'existing'
      ? '[]'
      : {
          to: asked.statements.map(() => ({ accountId: 'account', currency: 'NGN' })),
          knowledge: {
            country: 'NG',
            rules: [],
            lessons: [],
            formerNames: new Map(),
            categories: new Map(),
          },
        };
  return compute.run<WorkerInput, ReadOutput>(
    STATEMENT_WORKER,
    {
      kind: 'read',
      bytes,
      opened: {},
      answer: null,
      country: 'NG',
      fileName: 'large',
      maxRows: 1_000_000,
      mappings: {},
      profiles: [],
    },
    {
      timeoutMs: 600_000,
      memoryMb,
      onQuestion: (asked) => Promise.resolve(answer(asked as Question)),
    },
  );
}

describe('the memory of a thread that reads', () => {
  it.each([
    ['CSV', 150_000, 64, 'proved'],
    ['MT940', 50_000, 32, 'proved'],
    ['OFX 1', 50_000, 32, 'not-stated'],
    ['QIF', 50_000, 32, 'not-stated'],
    ['CAMT.053', 50_000, 32, 'proved'],
  ])(
    '%s of %i rows need not be more than %i MB',
    async (format, rows, memoryMb, proof) => {
      const bytes = FORMAT_FILES[format]?.(rows) ?? Buffer.alloc(0);
      const { error, rowCount, statements } = await read(bytes, memoryMb);
      expect([error, rowCount]).toEqual([null, rows]);
      expect(statements.map((one) => [one.proof.state, one.staged.counts, one.blocks.length])).toEqual([
        [proof, { new: rows, duplicate: 0, rejected: 0, doubtful: 0 }, Math.ceil(rows / 1000)],
      ]);
    },
    600_000,
  );
});
