import { canonicalDecimal } from './decimal.ts';
import { dayOfOfx } from './day.ts';
import { MarkupTokenizer } from './markup.ts';
import type { MarkupHandler } from './markup.ts';
import { Refusal } from './refusal.ts';
import type { ParsedStatement, ParseLimits, RejectedCode } from './statement.ts';
import { collapse, emptyStatement, statedCurrency } from './statement-text.ts';

/** Values that never hold other elements; SGML may leave them empty and unclosed. */
const LEAVES = new Set(
  (
    'ACCTID ACCTTYPE BALAMT BANKID BRANCHID CHECKNUM CODE CURDEF CURRATE CURSYM DTASOF DTAVAIL DTEND DTPOSTED ' +
    'DTSETTLE DTSTART DTTRADE DTUSER EXTDNAME FITID LANGUAGE MEMO MESSAGE NAME REFNUM SEVERITY SIC SRVRTID TOTAL TRNAMT ' +
    'TRNTYPE TRNUID VALUEDATE'
  ).split(' '),
);
const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);
const ACCOUNTS = new Set(['BANKACCTFROM', 'CCACCTFROM', 'INVACCTFROM']);

/** What of an entry is used, by its element: the first value of each. */
interface Values {
  FITID: string | null;
  DTPOSTED: string | null;
  DTTRADE: string | null;
  VALUEDATE: string | null;
  DTSETTLE: string | null;
  DTAVAIL: string | null;
  TRNAMT: string | null;
  TOTAL: string | null;
  CURSYM: string | null;
  NAME: string | null;
  EXTDNAME: string | null;
  MEMO: string | null;
}

interface Entry {
  element: string;
  at: number;
  investment: boolean;
  values: Values;
}

/** Reads OFX 1 (SGML) and OFX 2 (XML), also called QFX: bank, credit-card and investment statements. */
export function parseOfx(
  text: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): ParsedStatement[] {
  const reader = new OfxReader(text, limits, onProgress);
  const tokenizer = new MarkupTokenizer(reader, limits.maxFieldLength);
  tokenizer.feed(text);
  tokenizer.end();
  return reader.finish();
}

class OfxReader implements MarkupHandler {
  readonly #text: string;
  readonly #limits: ParseLimits;
  readonly #onProgress: ((rowsSoFar: number) => void) | undefined;
  readonly #stack: string[] = [];
  readonly #statements: ParsedStatement[] = [];
  #statement: ParsedStatement | null = null;
  #entry: Entry | null = null;
  /** An element that was opened, empty when there is none: it may be a value, or hold others. */
  #pending = '';
  #pendingAt = 0;
  #lastValue = '';
  #dayText = '';
  #day: string | null = null;
  #rows = 0;
  #entries = 0;
  #sawRoot = false;
  #status = { code: '', severity: '', message: '' };
  #bankError: string | null = null;

  constructor(text: string, limits: ParseLimits, onProgress: ((rowsSoFar: number) => void) | undefined) {
    this.#text = text;
    this.#limits = limits;
    this.#onProgress = onProgress;
  }

  open(name: string, at: number): void {
    this.#settlePending();
    this.#pending = name;
    this.#pendingAt = at;
    this.#lastValue = '';
  }

  text(value: string): void {
    const name = this.#pending;
    if (name === '') return;
    const trimmed = value.trim();
    if (trimmed === '') return;
    this.#value(name, trimmed);
    this.#lastValue = name;
    this.#pending = '';
  }

  close(name: string, at: number, end: number): void {
    if (this.#pending !== '' && this.#pending === name && LEAVES.has(name)) {
      this.#pending = '';
      return;
    }
    this.#settlePending();
    if (this.#lastValue === name) {
      this.#lastValue = '';
      return;
    }
    const depth = this.#stack.lastIndexOf(name);
    if (depth < 0) return;
    while (this.#stack.length > depth) this.#leave(this.#stack.length - 1 === depth ? end : at);
  }

  finish(): ParsedStatement[] {
    this.#settlePending();
    if (!this.#sawRoot) {
      throw new Refusal('unreadable', 'The file has an OFX header but no <OFX> element after it.');
    }
    if (this.#stack.includes('OFX')) {
      throw new Refusal(
        'truncated',
        `The file breaks off: <${this.#stack.at(-1) ?? 'OFX'}> is never closed. Download it again.`,
        'end of file',
      );
    }
    if (this.#statements.length > 0) return this.#statements;
    if (this.#bankError !== null) throw new Refusal('bank-error', this.#bankError);
    throw new Refusal('no-statement', 'The file is OFX, but it holds no account statement.');
  }

  /** An element without text of its own holds other elements, unless it is a known value left empty. */
  #settlePending(): void {
    const name = this.#pending;
    if (name === '') return;
    this.#pending = '';
    if (!LEAVES.has(name)) this.#enter(name, this.#pendingAt);
  }

  #enter(name: string, at: number): void {
    // A bank that forgets </STMTTRN> must not lose the entry before the next one.
    if (name === 'STMTTRN' && this.#stack.includes('STMTTRN')) {
      while (this.#stack.includes('STMTTRN')) this.#leave(at);
    }
    const parent = this.#stack.at(-1);
    this.#stack.push(name);
    if (this.#stack.length > this.#limits.maxDepth) {
      throw new Refusal('too-deep', `The file nests elements more than ${this.#limits.maxDepth} deep.`, name);
    }
    if (name === 'OFX') this.#sawRoot = true;
    if (name === 'STATUS') this.#status = { code: '', severity: '', message: '' };
    if (STATEMENTS.has(name)) {
      this.#statement = emptyStatement();
      this.#statements.push(this.#statement);
      this.#entries = 0;
    }
    if (this.#statement === null || this.#entry !== null) return;
    const investment = parent === 'INVTRANLIST' && name !== 'INVBANKTRAN';
    if (name === 'STMTTRN' || investment) this.#entry = { element: name, at, investment, values: noValues() };
  }

  #leave(end: number): void {
    const name = this.#stack.pop();
    if (name === undefined) return;
    if (name === 'STATUS') this.#leaveStatus();
    const listed =
      this.#entry?.investment === true ? this.#stack.at(-1) === 'INVTRANLIST' : name === 'STMTTRN';
    if (this.#entry !== null && this.#entry.element === name && listed) {
      this.#book(this.#entry, end);
      this.#entry = null;
    }
    if (STATEMENTS.has(name)) {
      settleCurrency(this.#statement);
      this.#statement = null;
    }
  }

  #leaveStatus(): void {
    const { code, severity, message } = this.#status;
    if (this.#bankError !== null || severity.toUpperCase() !== 'ERROR') return;
    this.#bankError = `Instead of a statement the bank answered ${code}${message === '' ? '' : `: ${message}`}.`;
  }

  #value(name: string, value: string): void {
    const parent = this.#stack.at(-1) ?? '';
    if (parent === 'STATUS') {
      if (name === 'CODE') this.#status.code = value;
      if (name === 'SEVERITY') this.#status.severity = value;
      if (name === 'MESSAGE') this.#status.message = value.slice(0, 300);
    }
    if (this.#entry !== null) {
      entryValue(this.#entry, parent, name, value);
    } else if (this.#statement !== null) {
      statementValue(this.#statement, parent, name, value);
    }
  }

  /** Entries of one day stand together: they share their day. */
  #dayOf(text: string): string | null {
    if (text !== this.#dayText) {
      this.#dayText = text;
      this.#day = dayOfOfx(text);
    }
    return this.#day;
  }

  #book(entry: Entry, end: number): void {
    const statement = this.#statement;
    if (statement === null) return;
    if (this.#rows >= this.#limits.maxRows) {
      throw new Refusal('too-many-rows', `The file holds more than ${this.#limits.maxRows} entries.`);
    }
    this.#entries += 1;
    const { values, investment } = entry;
    const id = values.FITID;
    const where = `${entry.element} ${this.#entries}${id === null ? '' : ` (FITID ${id})`}`;
    const raw = this.#text.slice(entry.at, end);
    const index = this.#rows;
    this.#rows += 1;
    if (this.#rows % 1000 === 0) this.#onProgress?.(this.#rows);
    const reject = (code: RejectedCode, why: string): void => {
      statement.rows.reject({ index, where, raw, code, why });
    };

    const dateTag = investment ? 'DTTRADE' : 'DTPOSTED';
    const dateText = values[dateTag];
    const date = dateText === null ? null : this.#dayOf(dateText);
    if (dateText === null)
      return reject('bad-date', `The entry has no date: ${dateTag} is missing or empty.`);
    if (date === null) return reject('bad-date', `${dateTag} is not a day of the calendar: ${dateText}`);
    const amountTag = investment ? 'TOTAL' : 'TRNAMT';
    const amountText = values[amountTag];
    if (amountText === null) {
      return investment
        ? reject('no-cash-amount', `${entry.element} moves securities, not money: it has no TOTAL.`)
        : reject('no-amount', 'The entry has no amount: TRNAMT is missing or empty.');
    }
    const amount = ofxAmount(amountText);
    if (amount === null) return reject('bad-amount', `${amountTag} is not an amount: ${amountText}`);
    // A name of more than 32 letters stands there whole.
    const counterparty = values.EXTDNAME ?? values.NAME;
    const valueDate = (investment ? values.DTSETTLE : values.VALUEDATE) ?? values.DTAVAIL;
    statement.rows.push({
      index,
      where,
      raw,
      date,
      valueDate: valueDate === null ? null : dayOfOfx(valueDate),
      amount,
      currency: values.CURSYM ?? statement.currency,
      reference: id,
      counterparty,
      description: values.MEMO ?? counterparty ?? '',
      balance: null,
    });
  }
}

const USED: ReadonlyMap<string, keyof Values> = new Map(
  (Object.keys(noValues()) as (keyof Values)[]).filter((key) => key !== 'CURSYM').map((key) => [key, key]),
);

function noValues(): Values {
  return {
    FITID: null,
    DTPOSTED: null,
    DTTRADE: null,
    VALUEDATE: null,
    DTSETTLE: null,
    DTAVAIL: null,
    TRNAMT: null,
    TOTAL: null,
    CURSYM: null,
    NAME: null,
    EXTDNAME: null,
    MEMO: null,
  };
}

function entryValue({ values }: Entry, parent: string, name: string, value: string): void {
  if (name === 'CURSYM' || name === 'CURRENCY') {
    // ORIGCURRENCY only tells what the amount was before the bank converted it; CURRENCY tells what it is in.
    const code = statedCurrency(value);
    if (code !== null && (name === 'CURRENCY' || parent === 'CURRENCY')) values.CURSYM = code;
    return;
  }
  const key = USED.get(name);
  if (key === undefined || values[key] !== null || isOtherAccount(parent)) return;
  values[key] = key === 'NAME' || key === 'EXTDNAME' || key === 'MEMO' ? collapse(value) : value;
}

function isOtherAccount(parent: string): boolean {
  return parent === 'BANKACCTTO' || parent === 'CCACCTTO';
}

function statementValue(statement: ParsedStatement, parent: string, name: string, value: string): void {
  if (ACCOUNTS.has(parent) && name === 'ACCTID') statement.account ??= value;
  if (name === 'CURDEF') statement.currency = statedCurrency(value);
  if (name === 'DTSTART') statement.periodFrom ??= dayOfOfx(value);
  if (name === 'DTEND') statement.periodTo ??= dayOfOfx(value);
  if (parent !== 'LEDGERBAL') return;
  if (name === 'BALAMT') statement.closing = ofxAmount(value);
  if (name === 'DTASOF') statement.closingOn = dayOfOfx(value);
}

/** A statement that names no currency has the one all its rows agree on. */
function settleCurrency(statement: ParsedStatement | null): void {
  if (statement === null || statement.currency !== null) return;
  const [only = null, ...others] = statement.rows.currencies;
  if (others.length === 0) statement.currency = only;
}

/**
 * OFX allows a point or a comma before the decimals and no thousands separators; many banks write them all the
 * same. A lone comma before exactly three digits could be either, so it is no amount.
 */
export function ofxAmount(text: string): string | null {
  const plain = canonicalDecimal(text);
  if (plain !== null) return plain;
  const value = text.replace(/\s/g, '');
  if (!value.includes(',')) return canonicalDecimal(value);
  if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d*$/.test(value)) return canonicalDecimal(value.replaceAll(',', ''));
  if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d*$/.test(value)) {
    return canonicalDecimal(value.replaceAll('.', '').replace(',', '.'));
  }
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(value)) return null;
  return /^[+-]?\d*,\d*$/.test(value) ? canonicalDecimal(value.replace(',', '.')) : null;
}
