import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { HOSTILE_FILES } from '../../../../test/corpus/hostile/all.ts';
import { isRefused } from '../../../../test/corpus/hostile/hostile-file.ts';
import type { Told } from '../../../../test/corpus/hostile/read-all.ts';

const CHILD = fileURLToPath(new URL('../../../../test/corpus/hostile/read-all.ts', import.meta.url));
/** What a thread that reads statements has: platform/compute and staging say so. */
const MEMORY = ['--expose-gc', '--max-old-space-size=768', '--max-semi-space-size=8'];

/** Reads all hostile files in one process of their own. */
function readAlone(): Told {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-hostile-'));
  try {
    const paths = HOSTILE_FILES.map(({ make }, at) => {
      const path = join(folder, `${at}`);
      writeFileSync(path, make());
      return path;
    });
    const told = execFileSync(process.execPath, [...MEMORY, CHILD, ...paths], { encoding: 'utf8' });
    return JSON.parse(told) as Told;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('hostile files', () => {
  it('are a hundred at least, each by a name of its own', () => {
    expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(100);
    expect(new Set(HOSTILE_FILES.map(({ name }) => name)).size).toBe(HOSTILE_FILES.length);
    expect(new Set(HOSTILE_FILES.map(({ what }) => what)).size).toBe(HOSTILE_FILES.length);
  });

  it('end as they have to, with cause and place, in the time of a hundred honest files and 300 megabytes', () => {
    const { ends, honestFiles, peakMegabytes } = readAlone();
    const wrong = HOSTILE_FILES.flatMap(({ name, what, ends: wanted }, at) => {
      const end = ends[at];
      if (end === undefined) return [`${name} (${what}): nothing was told`];
      const faults: string[] = [];
      if (isRefused(wanted)) {
        const { code, where } = wanted;
        if (!('code' in end) || end.code !== code || end.where !== where || end.why === '')
          faults.push(`${JSON.stringify(end)}, not ${JSON.stringify(wanted)}`);
      } else {
        const { rows, rejected, proof } = wanted;
        const off = proof === 'off';
        if (
          !('rows' in end) ||
          !isDeepStrictEqual(end, { rows, rejected, proofs: end.proofs }) ||
          end.proofs.includes('off') !== off
        )
          faults.push(`${JSON.stringify(end)}, not ${JSON.stringify(wanted)}`);
      }
      // Ten seconds of a processor that reads 200,000 rows of CSV in one.
      const took = honestFiles[at] ?? 0;
      if (took > 100) faults.push(`the time of ${took.toFixed(0)} honest files`);
      return faults.map((fault) => `${name} (${what}): ${fault}`);
    });
    expect(wrong).toEqual([]);
    expect(peakMegabytes).toBeLessThan(300);
  }, 900_000);
});
