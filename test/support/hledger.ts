import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addMonths } from '../../src/domain/calendar.ts';

const run = promisify(execFile);

/** Why the independent check cannot be made here, or null. Installs Debian's package where this is root on Debian. */
export function whyNoHledger(): string | null {
  const found = () => spawnSync('hledger', ['--version']).status === 0;
  if (found()) return null;
  const installable = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!installable) return 'hledger is not installed, and only root on Debian can install it here';
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', 'hledger'], options);
  return found() ? null : 'hledger is not installed, and apt-get could not install it';
}

/** What a program that keeps accounts in plain text says of a journal. */
export interface Bookkeeper {
  /** Runs every check of form: balanced, declared, in the order of days, balance assertions. Throws what is wrong. */
  check(): Promise<void>;
  /** Balances at the ends of months that follow each other, by the account's name and the month (`2026-03`). */
  monthEnds(months: string[]): Promise<Map<string, Map<string, string>>>;
  /** Names of the accounts by the id that their directive tells. */
  names: Map<string, string>;
}

export async function withHledger<T>(journal: string, work: (hledger: Bookkeeper) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ikpa-hledger-'));
  const file = join(folder, 'purse.journal');
  await writeFile(file, journal);
  const hledger = async (...given: string[]) => {
    const options = { maxBuffer: 1 << 28, env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } };
    return (await run('hledger', ['-f', file, ...given], options)).stdout;
  };
  try {
    return await work({
      names: new Map(
        [...journal.matchAll(/^account (.*?)  ; id:([0-9a-f-]{36})/gm)].map((found) => [
          found[2] ?? '',
          found[1] ?? '',
        ]),
      ),
      check: async () => void (await hledger('check', '--strict', 'ordereddates')),
      monthEnds: async (months) => {
        const [from, to] = [`${months[0]}-01`, addMonths(`${months.at(-1)}-01`, 1)];
        const shape = '--monthly --historical --empty --flat --no-total --no-elide --output-format csv';
        const table = await hledger('balance', ...shape.split(' '), '--begin', from, '--end', to);
        const [head = [], ...rows] = table.trim().split('\n').map(cells);
        return new Map(
          rows.map(([name = '', ...values]) => [
            name,
            // Headings are months or their last days, by hledger's version.
            new Map(values.map((value, index) => [(head[index + 1] ?? '').slice(0, 7), value])),
          ]),
        );
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function cells(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((found) =>
    (found[1] ?? '').replaceAll('""', '"'),
  );
}
