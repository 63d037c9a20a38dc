import { proveSums } from './balance-proof.ts';
import { bookEntry } from './camt-entry.ts';
import { at, readXml, textAt } from './camt-tree.ts';
import type { Element } from './camt-tree.ts';
import { canonicalDecimal, negateDecimal } from './decimal.ts';
import { dayOfIso } from './day.ts';
import { Refusal } from './refusal.ts';
import type { FileFormat, ParsedStatement, ParseLimits } from './statement.ts';
import { collapse, emptyStatement, statedCurrency } from './statement-text.ts';

const STATEMENTS = new Set(['Stmt', 'Rpt', 'Ntfctn']);
const PARTS = new Set(['CreDtTm', 'FrToDt', 'Acct', 'Bal', 'Ntry']);
const ROOTS: Record<string, FileFormat> = {
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrStmt: 'camt.053',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
};
/** Depth of Stmt / Rpt / Ntfctn below Document and the message element. */
const STATEMENT_DEPTH = 2;

interface Balance {
  kind: string;
  amount: string;
  currency: string | null;
  on: string | null;
}

/** Reads CAMT.052, 053 and 054 of every version; the format is the message element's own. */
export function parseCamt(
  text: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): { format: FileFormat | null; statements: ParsedStatement[] } {
  const statements: ParsedStatement[] = [];
  let format: FileFormat | null = null;
  let messageCreated: string | null = null;
  let created: string | null = null;
  let balances: Balance[] = [];
  let currencies = new Set<string>();
  let entries = 0;
  let rows = 0;

  const settle = (): void => {
    const statement = statements.at(-1);
    if (statement !== undefined) settleStatement(statement, balances, currencies);
  };

  readXml(text, limits, {
    entered: (name, depth) => {
      if (depth === 1) format ??= ROOTS[name.replace(/V\d+$/, '')] ?? null;
      if (depth !== STATEMENT_DEPTH || !STATEMENTS.has(name)) return;
      settle();
      statements.push(emptyStatement());
      created = null;
      balances = [];
      currencies = new Set();
      entries = 0;
    },
    wanted: (name, depth, parent) =>
      (depth === STATEMENT_DEPTH && name === 'GrpHdr') ||
      (depth === STATEMENT_DEPTH + 1 && STATEMENTS.has(parent) && PARTS.has(name)),
    complete: (element) => {
      const statement = statements.at(-1);
      if (element.name === 'GrpHdr') messageCreated = dayOf(textAt(element, 'CreDtTm'));
      if (statement === undefined) return;
      if (element.name === 'CreDtTm') created = dayOf(element.text);
      if (element.name === 'FrToDt') {
        statement.periodFrom = dayOf(textAt(element, 'FrDtTm') ?? textAt(element, 'FrDt'));
        statement.periodTo = dayOf(textAt(element, 'ToDtTm') ?? textAt(element, 'ToDt'));
      }
      if (element.name === 'Acct') readAccount(statement, element);
      if (element.name === 'Bal') {
        const balance = readBalance(element);
        if (balance !== null) balances.push(balance);
      }
      if (element.name !== 'Ntry') return;
      entries += 1;
      const currency = statedCurrency(at(element, 'Amt')?.currency ?? '');
      if (currency !== null) currencies.add(currency);
      const fallback = created ?? messageCreated;
      rows += bookEntry(statement, element, { text, index: rows, number: entries, fallback });
      if (rows > limits.maxRows) {
        throw new Refusal('too-many-rows', `The file holds more than ${limits.maxRows} entries.`);
      }
      if (entries % 1000 === 0) onProgress?.(rows);
    },
  });
  settle();
  if (format === null) {
    throw new Refusal('unknown-format', 'The file is XML, but its message is no CAMT.052, 053 or 054.');
  }
  if (statements.length === 0) {
    throw new Refusal(
      'no-statement',
      'The message has a header, but no statement, report or notification in it. Ask the bank for the file again.',
    );
  }
  return { format, statements };
}

function dayOf(text: string | null): string | null {
  return text === null ? null : dayOfIso(text);
}

function readAccount(statement: ParsedStatement, account: Element): void {
  const id = at(account, 'Id');
  statement.account =
    textAt(id, 'IBAN') ??
    textAt(id, 'Othr', 'Id') ??
    textAt(id, 'BBAN') ??
    textAt(id, 'PrtryAcct', 'Id') ??
    textAt(id, 'UPIC');
  const name = textAt(account, 'Nm') ?? textAt(account, 'Ownr', 'Nm');
  statement.accountName = name === null ? null : collapse(name);
  statement.currency = statedCurrency(textAt(account, 'Ccy') ?? '');
}

function readBalance(element: Element): Balance | null {
  const kind = textAt(element, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(element, 'Tp', 'Cd');
  const stated = at(element, 'Amt');
  const amount = canonicalDecimal(stated?.text ?? '');
  if (kind === null || amount === null) return null;
  return {
    kind,
    amount: textAt(element, 'CdtDbtInd') === 'DBIT' ? negateDecimal(amount) : amount,
    currency: statedCurrency(stated?.currency ?? ''),
    on: dayOf(textAt(element, 'Dt', 'Dt') ?? textAt(element, 'Dt', 'DtTm') ?? textAt(element, 'Dt')),
  };
}

/** Currency first (the account's, else the one all entries or all balances are in), then the balances in it. */
function settleStatement(statement: ParsedStatement, balances: Balance[], currencies: Set<string>): void {
  statement.currency ??=
    currencies.size > 0 ? agreed([...currencies]) : agreed(balances.map((one) => one.currency));
  const own = (kind: string): Balance | undefined =>
    balances.find((one) => one.kind === kind && one.currency === statement.currency);
  const opening = own('OPBD') ?? own('PRCD');
  const closing = own('CLBD');
  statement.opening = opening?.amount ?? null;
  statement.openingOn = opening?.on ?? null;
  statement.closing = closing?.amount ?? null;
  statement.closingOn = closing?.on ?? null;
  statement.proof = proveSums(statement);
}

function agreed(codes: (string | null)[]): string | null {
  const first = codes[0] ?? null;
  return first !== null && codes.every((code) => code === first) ? first : null;
}
