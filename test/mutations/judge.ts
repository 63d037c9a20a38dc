import { isLocalDate } from '../../src/domain/calendar.ts';
import { isCurrency } from '../../src/domain/money.ts';
import { Sorter } from '../../src/domain/sorter.ts';
import { canonicalDecimal } from '../../src/features/imports/formats/decimal.ts';
import { readStatementFile } from '../../src/features/imports/formats/read-file.ts';
import type { ParsedFile, ParsedStatement } from '../../src/features/imports/formats/statement.ts';
import { isRejected, unpackRows } from '../../src/features/imports/formats/row-block.ts';
import { stageRows } from '../../src/features/imports/staging/stage-statement.ts';
import type { Mutant } from './mutate.ts';

/** No file of this size may take longer: two seconds of a processor. */
const MOST_MS = 2000;
const ACCOUNT = '019a0000-0000-7000-8000-000000000001';

export interface Verdict {
  end: 'read' | 'refused' | 'unexpected';
  /** Of what was refused. */
  code: string | null;
  rows: number;
  /** Why the end was not expected. */
  faults: string[];
}

const SORTER = new Sorter({
  country: 'NG',
  rules: [],
  lessons: [],
  formerNames: new Map(),
  categories: new Map(),
});

/** Reads a file and stages its rows as an import does: anything but rows or our own refusal is unexpected. */
export async function judge({ bytes, country }: Pick<Mutant, 'bytes' | 'country'>): Promise<Verdict> {
  const began = process.threadCpuUsage();
  try {
    const file = await readStatementFile(bytes, { country });
    const faults = wholeFaults(file);
    for (const statement of file.statements) faults.push(...(await statementFaults(statement)));
    const used = process.threadCpuUsage(began);
    const ms = (used.user + used.system) / 1000;
    if (ms > MOST_MS) faults.push(`took ${Math.round(ms)} ms of a processor`);
    const end = faults.length > 0 ? 'unexpected' : file.error === null ? 'read' : 'refused';
    return { end, code: file.error?.code ?? null, rows: file.rowCount, faults };
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { end: 'unexpected', code: null, rows: 0, faults: [`threw ${told}`] };
  }
}

function wholeFaults(file: ParsedFile): string[] {
  const faults: string[] = [];
  const { error, statements } = file;
  if (error !== null) {
    if (statements.length > 0) faults.push('refused, and read too');
    if (!/^[a-z][a-z-]+$/.test(error.code)) faults.push(`refused with the code ${error.code}`);
    if (error.why.trim() === '') faults.push('refused without a word');
    if (error.where?.trim() === '') faults.push('refused at no place');
  } else if (statements.length === 0) faults.push('neither read nor refused');
  const indexes = statements
    .flatMap(({ rows }) => [...rows])
    .map(({ index }) => index)
    .sort((a, b) => a - b);
  if (indexes.length !== file.rowCount || indexes.some((index, at) => index !== at))
    faults.push(`${file.rowCount} rows said, but those numbered ${indexes.slice(0, 20).join(' ')}`);
  return faults;
}

async function statementFaults(statement: ParsedStatement): Promise<string[]> {
  const faults: string[] = [];
  const days = [statement.openingOn, statement.closingOn, statement.periodFrom, statement.periodTo];
  for (const day of days) if (day !== null && !isLocalDate(day)) faults.push(`no day: ${day}`);
  for (const sum of [statement.opening, statement.closing])
    if (sum !== null && canonicalDecimal(sum) !== sum) faults.push(`no balance: ${sum}`);
  for (const row of statement.rows) {
    if (row.where.trim() === '') faults.push('a row without a place');
    if (isRejected(row)) {
      if (row.why.trim() === '') faults.push('a row rejected without a word');
      continue;
    }
    if (!isLocalDate(row.date)) faults.push(`no day at ${row.where}: ${row.date}`);
    if (row.valueDate !== null && !isLocalDate(row.valueDate))
      faults.push(`no value day at ${row.where}: ${row.valueDate}`);
    if (canonicalDecimal(row.amount) !== row.amount) faults.push(`no amount at ${row.where}: ${row.amount}`);
    if (row.balance !== null && canonicalDecimal(row.balance) !== row.balance)
      faults.push(`no balance at ${row.where}: ${row.balance}`);
  }
  return [...faults, ...(await stagedFaults(statement))];
}

/** What the rows would become in the account that the statement names. */
async function stagedFaults(statement: ParsedStatement): Promise<string[]> {
  const faults: string[] = [];
  const currency = statement.currency ?? 'NGN';
  const blocks = statement.rows.take();
  const known = isCurrency(currency);
  const to = { accountId: ACCOUNT, currency: known ? currency : 'NGN' };
  const { marks } = await stageRows(blocks, to, SORTER, () => Promise.resolve([]));
  const all = [...marks].flat();
  for (const [at, row] of blocks.flatMap(({ bytes }) => unpackRows(bytes)).entries()) {
    const mark = all[at];
    if (mark === undefined) faults.push(`no verdict of ${row.where}`);
    else if (mark.verdict === 'rejected') {
      if ((mark.reason ?? '').trim() === '') faults.push(`rejected without a word: ${row.where}`);
    } else if (mark.amount === null || mark.amount === 0 || !Number.isSafeInteger(mark.amount))
      faults.push(`taken over with the amount ${mark.amount}: ${row.where}`);
    else if (row.currency !== null && !isCurrency(row.currency))
      faults.push(`taken over in ${row.currency}: ${row.where}`);
  }
  return faults;
}
