import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../../test/mutations/judge.ts';
import { byFormat, mutant } from '../../../../test/mutations/mutate.ts';
import { samples } from '../../../../test/mutations/samples.ts';

const FILES = 20_000;
const SEED = 20_261_201;

describe('changed files of every format', () => {
  it('has files to change that are read as they stand, but for what is refused by its kind', async () => {
    const ends: string[] = [];
    for (const { format, name, parts, pack } of samples()) {
      const verdict = await judge({ bytes: pack(parts), country: 'NG' });
      if (verdict.end !== 'read' || verdict.rows === 0) ends.push(`${format} ${name}: ${verdict.code}`);
    }
    expect(ends).toEqual(['export json: unsupported-format']);
  });

  it('end as rows or as a refusal with its code, never otherwise', async () => {
    const groups = byFormat(samples());
    const unexpected: string[] = [];
    for (let number = 0; number < FILES; number += 1) {
      const made = mutant(SEED, number, groups);
      const { faults } = await judge(made);
      // Again with: npm run test:mutations -- --seed SEED --number NUMBER
      if (faults.length > 0) unexpected.push(`${made.format} ${number}: ${faults.join('; ')}`);
    }
    expect(unexpected).toEqual([]);
  }, 300_000);
});
