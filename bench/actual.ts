import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importFile } from './imports.ts';
import { newPerson } from './person.ts';
import { statementFile } from './statement-file.ts';
import { ratio, times } from './table.ts';
import type { Figure } from './table.ts';

const PACKAGE = '@actual-app/api@26.9.0';

interface ActualRow {
  account: string;
  date: string;
  amount: number;
  payee_name: string;
  imported_id: string;
}

/** The part of Actual's library that takes an import. */
interface Actual {
  init(config: { dataDir: string }): Promise<unknown>;
  runImport(name: string, work: () => Promise<void>): Promise<void>;
  createAccount(account: { name: string }, balance: number): Promise<string>;
  importTransactions(accountId: string, rows: readonly ActualRow[]): Promise<{ added: string[] }>;
  shutdown(): Promise<void>;
}

/**
 * Actual's own library beside Ikpa, in turns: the same rows into an empty account, then the same again. Actual is given
 * rows that are read already, in its own process's memory, and keeps them in SQLite; Ikpa is given the file over HTTP.
 *
 * @param folder where Actual's library is installed, on the first run, by npm
 */
export async function measureActual(given: {
  baseUrl: string;
  folder: string;
  rows: number;
  rounds: number;
}): Promise<Figure[]> {
  const { baseUrl, folder, rows, rounds } = given;
  const file = statementFile(rows);
  const parsed = rowsOf(file);
  const actual = await load(folder);
  const data = mkdtempSync(join(folder, 'data-'));
  const [ours, oursAgain, theirs, theirsAgain]: [number[], number[], number[], number[]] = [[], [], [], []];
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    into.push(performance.now() - began);
  };
  try {
    await actual.init({ dataDir: data });
    for (let round = 0; round < rounds; round += 1) {
      const person = await newPerson(baseUrl);
      await timed(ours, () => importFile(person, file));
      await actual.runImport(`bench ${round}`, async () => {
        const account = await actual.createAccount({ name: 'Bank' }, 0);
        const own = parsed.map((row) => ({ ...row, account }));
        await timed(theirs, async () => expectAdded(await actual.importTransactions(account, own), rows));
        await timed(theirsAgain, async () => expectAdded(await actual.importTransactions(account, own), 0));
      });
      await timed(oursAgain, () => importFile(person, file));
    }
  } finally {
    await actual.shutdown();
    rmSync(data, { recursive: true, force: true });
  }
  const count = rows.toLocaleString('en');
  return [
    {
      name: `Actual: import of ${count} rows`,
      value: times(theirs),
      ratio: `${ratio(theirs, ours)} of Ikpa`,
      target: '≥ 10 ×',
    },
    {
      name: 'Actual: the same again',
      value: times(theirsAgain),
      ratio: `${ratio(theirsAgain, oursAgain)} of Ikpa`,
      target: '≥ 50 ×',
    },
    { name: `Ikpa in the same turns: import, the same again`, value: `${times(ours)}, ${times(oursAgain)}` },
  ];
}

async function load(folder: string): Promise<Actual> {
  const main = join(folder, 'node_modules', '@actual-app', 'api', 'dist', 'index.js');
  if (!existsSync(main)) {
    mkdirSync(folder, { recursive: true });
    // Its database is native and is built here, for the very Node that runs this: unlike our own packages it runs its
    // install scripts.
    const bin = dirname(process.execPath);
    const env = {
      ...process.env,
      PATH: [bin, process.env['PATH']].join(delimiter),
      npm_config_nodedir: dirname(bin),
    };
    const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', PACKAGE];
    execFileSync('npm', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return (await import(pathToFileURL(main).href)) as Actual;
}

function rowsOf(file: string): Omit<ActualRow, 'account'>[] {
  return file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [date = '', , text = '', reference = '', debit = '', credit = ''] = line.split(',');
      const amount = Math.round((credit === '' ? -Number(debit) : Number(credit)) * 100);
      return { date, amount, payee_name: text.replaceAll('"', ''), imported_id: reference };
    });
}

function expectAdded({ added }: { added: string[] }, count: number): void {
  if (added.length !== count) throw new Error(`Actual took over ${added.length} rows, not ${count}`);
}
