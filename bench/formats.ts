import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORMAT_FILES } from './format-files.ts';
import type { FormatTimes } from './read-format.ts';
import { amount, ratio, times } from './table.ts';
import type { Figure } from './table.ts';

const READER = fileURLToPath(new URL('read-format.ts', import.meta.url));
const TARGETS: Readonly<Record<string, string>> = { 'OFX 1': '≤ 2 ×', 'CAMT.053': '≤ 20 ×' };
const MEMORY_ROWS = [10_000, 100_000] as const;
const OF_MEMORY = ['CSV', 'OFX 1', 'CAMT.053'];

/**
 * What reading each format costs in processor time beside a plain splitter of a table of the same rows, in turns, and the
 * most memory that a process of its own takes for few and for many rows.
 */
export async function measureFormats(given: {
  node: string;
  quick: boolean;
  signal: AbortSignal;
}): Promise<Figure[]> {
  const { node, signal } = given;
  const [rounds, share] = given.quick ? [3, 0.1] : [7, 1];
  const found = await run<Record<string, FormatTimes>>(node, signal, ['time', `${rounds}`, `${share}`]);
  const figures = Object.entries(found).map(([format, { rows, bytes, took, split }]): Figure => {
    const target = TARGETS[format];
    const what = format === 'papaparse' ? 'papaparse alone' : format;
    return {
      name: `${what}, ${rows.toLocaleString('en')} rows, ${amount(bytes / 1e6)} MB`,
      value: times(took),
      ratio: ratio(took, split),
      ...(target === undefined ? {} : { target }),
    };
  });
  const plain = found['CSV']?.split ?? [];
  const rows = found['CSV']?.rows.toLocaleString('en');
  figures.unshift({
    name: `plain splitter of ${rows} lines, processor time`,
    value: times(plain),
    ratio: '1',
  });
  for (const format of OF_MEMORY) figures.push(await memoryOf(format, share, node, signal));
  return figures;
}

async function memoryOf(format: string, share: number, node: string, signal: AbortSignal): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-formats-'));
  try {
    const peaks: number[] = [];
    for (const most of MEMORY_ROWS) {
      const rows = Math.round(most * share);
      const path = join(folder, `${rows}`);
      writeFileSync(path, FORMAT_FILES[format]?.(rows) ?? '');
      peaks.push((await run<{ peakMb: number }>(node, signal, ['memory', path, `${rows}`])).peakMb);
    }
    const [few = Number.NaN, many = Number.NaN] = peaks;
    const counts = MEMORY_ROWS.map((rows) => Math.round(rows * share).toLocaleString('en'));
    return {
      name: `most memory of a process that reads ${format}, ${counts.join(' and ')} rows`,
      value: `${amount(few)} and ${amount(many)} MB`,
      ratio: `${(many / few).toFixed(2)} ×`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process with a young generation as small as that of the threads that read files. */
function run<T>(node: string, signal: AbortSignal, given: readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--expose-gc', '--max-semi-space-size=16', READER, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
      signal,
    });
    let said = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as T);
      else reject(new Error(`the reader of ${given.join(' ')} ended with ${code}`));
    });
  });
}
