import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bookkeeper } from './hledger.ts';

const run = promisify(execFile);

/** Why the independent check cannot be made here, or null. */
export function whyNoBeancount(): string | null {
  const found = spawnSync('python3', ['-c', 'import beancount; assert beancount.__version__ >= "3"']);
  return found.status === 0 ? null : 'python3 has no beancount 3: pip install beancount==3.2.3';
}

/** What beancount itself makes of a ledger: errors as it prints them, else the balances at the ends of months. */
const SCRIPT = `
import collections, json, sys
from beancount import loader
from beancount.core import data
from beancount.parser import printer
entries, errors, _ = loader.load_file(sys.argv[1])
if errors:
    printer.print_errors(errors, file=sys.stderr)
    sys.exit(1)
months = sys.argv[2:]
held = collections.defaultdict(collections.Counter)
table = {entry.account: {} for entry in entries if isinstance(entry, data.Open)}
moves = [entry for entry in entries if isinstance(entry, data.Transaction)]
for month in months:
    while moves and moves[0].date.strftime('%Y-%m') <= month:
        for posting in moves.pop(0).postings:
            held[posting.account][posting.units.currency] += posting.units.number
    for account in table:
        sums = [f'{number:f} {currency}' for currency, number in held[account].items() if number]
        table[account][month] = ', '.join(sums) or '0'
json.dump(table, sys.stdout)
`;

export async function withBeancount<T>(
  ledger: string,
  work: (beancount: Bookkeeper) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ikpa-beancount-'));
  const file = join(folder, 'purse.beancount');
  await writeFile(file, ledger);
  const beancount = async (months: string[]) => {
    const env = { ...process.env, LANG: 'C.UTF-8', PYTHONUTF8: '1', BEANCOUNT_DISABLE_LOAD_CACHE: '1' };
    const { stdout } = await run('python3', ['-c', SCRIPT, file, ...months], { maxBuffer: 1 << 28, env });
    return JSON.parse(stdout) as Record<string, Record<string, string>>;
  };
  try {
    return await work({
      names: new Map(
        [...ledger.matchAll(/^\S+ open (\S+).*\n {2}id: "([0-9a-f-]{36})"$/gm)].map((found) => [
          found[2] ?? '',
          found[1] ?? '',
        ]),
      ),
      check: async () => void (await beancount([])),
      monthEnds: async (months) =>
        new Map(
          Object.entries(await beancount(months)).map(([name, ends]) => [
            name,
            new Map(Object.entries(ends)),
          ]),
        ),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
