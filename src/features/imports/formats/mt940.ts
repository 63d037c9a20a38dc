import { proveSums } from './balance-proof.ts';
import { negateDecimal } from './decimal.ts';
import { readEntry, shortDay, swiftAmount } from './mt940-entry.ts';
import type { EntryFault, EntryLine } from './mt940-entry.ts';
import { readTags } from './mt940-tags.ts';
import type { Tag, TagHandler } from './mt940-tags.ts';
import { readInformation, readNumbered } from './mt940-text.ts';
import { Refusal } from './refusal.ts';
import type { FileFormat, ParsedStatement, ParseLimits } from './statement.ts';
import { collapse, emptyStatement } from './statement-text.ts';

interface Entry {
  tag: Tag;
  information: Tag[];
}

/** Reads MT940 (statements) and MT942 (interim reports): one statement per :20:, however many a file holds. */
export function parseMt940(
  text: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): { format: FileFormat; statements: ParsedStatement[] } {
  const reader = new Mt940Reader(text, limits, onProgress);
  readTags(text, limits, reader);
  return reader.finish();
}

class Mt940Reader implements TagHandler {
  readonly #text: string;
  readonly #limits: ParseLimits;
  readonly #onProgress: ((rowsSoFar: number) => void) | undefined;
  readonly #statements: ParsedStatement[] = [];
  #statement: ParsedStatement | null = null;
  #entry: Entry | null = null;
  #rows = 0;
  #interim = false;
  #final = false;

  constructor(text: string, limits: ParseLimits, onProgress: ((rowsSoFar: number) => void) | undefined) {
    this.#text = text;
    this.#limits = limits;
    this.#onProgress = onProgress;
  }

  header(text: string): void {
    if (/\{2:[IO]942/.test(text)) this.#interim = true;
    if (/\{2:[IO]940/.test(text)) this.#final = true;
  }

  ended(): void {
    this.#book();
    this.#statement = null;
  }

  tag(tag: Tag): void {
    if (this.#entry !== null && (tag.name === '86' || tag.name === 'NS')) {
      this.#entry.information.push(tag);
      return;
    }
    this.#book();
    if (tag.name === '20' || this.#statement === null) {
      this.#statement = emptyStatement();
      this.#statements.push(this.#statement);
    }
    if (tag.name === '61') this.#entry = { tag, information: [] };
    else this.#fact(this.#statement, tag);
  }

  finish(): { format: FileFormat; statements: ParsedStatement[] } {
    const stated = this.#statements.filter(
      ({ rows, account, opening, closing }) =>
        rows.count() > 0 || (account !== null && (opening !== null || closing !== null)),
    );
    if (stated.length === 0) {
      throw new Refusal(
        'no-statement',
        'The file is written in the fields of SWIFT (MT940), but it holds neither an entry (:61:) nor an account with a balance. Ask the bank for the file again.',
      );
    }
    for (const statement of stated) {
      if (statement.currency !== null) statement.rows.fillCurrency(statement.currency);
      statement.proof = proveSums(statement);
    }
    return { format: this.#interim && !this.#final ? 'mt942' : 'mt940', statements: stated };
  }

  #fact(statement: ParsedStatement, { name, lines }: Tag): void {
    const line = (lines[0] ?? '').trim();
    switch (name) {
      case '25':
      case '25P':
        if (line !== '') statement.account = collapse(line);
        break;
      case '60F':
      case '60M':
      case '62F':
      case '62M':
        this.#final = true;
        readBalance(statement, line, name.startsWith('60') ? 'opening' : 'closing');
        break;
      case '13D':
      case '34F':
      case '90C':
      case '90D':
        this.#interim = true;
        // '90D:1EUR2,30' and '34F:EURD0,00' name the currency where there is no balance.
        if (name !== '13D') statement.currency ??= /^\d*([A-Z]{3})/.exec(line)?.[1] ?? null;
        break;
      case 'NS':
        statement.accountName ??= readNumbered(lines).holder;
        break;
    }
  }

  /** The entry is complete: its texts are all there. */
  #book(): void {
    const entry = this.#entry;
    const statement = this.#statement;
    this.#entry = null;
    if (entry === null || statement === null) return;
    if (this.#rows >= this.#limits.maxRows) {
      throw new Refusal('too-many-rows', `The file holds more than ${this.#limits.maxRows} entries.`);
    }
    const index = this.#rows;
    this.#rows += 1;
    if (this.#rows % 1000 === 0) this.#onProgress?.(this.#rows);
    const { tag, information } = entry;
    const where = `line ${tag.line}`;
    const raw = this.#text.slice(tag.at, information.at(-1)?.end ?? tag.end).trimEnd();
    const length = information.reduce((sum, one) => sum + one.length, tag.length);
    const most = this.#limits.maxFieldLength;
    const read: EntryLine | EntryFault =
      length > most
        ? { code: 'field-too-long', why: `The entry has more than ${most} characters.` }
        : readEntry(tag.lines);
    if ('code' in read) {
      statement.rows.reject({ index, where, raw: raw.slice(0, most), code: read.code, why: read.why });
      return;
    }
    const texts = information.map((one) =>
      one.name === 'NS' ? readNumbered(one.lines) : readInformation(one.lines),
    );
    const counterparty = texts.find((one) => one.counterparty !== null)?.counterparty ?? null;
    const description = collapse(texts.map((one) => one.description).join(' '));
    statement.rows.push({
      index,
      where,
      raw,
      date: read.date,
      valueDate: read.valueDate,
      amount: read.amount,
      currency: statement.currency,
      reference: read.reference,
      counterparty,
      description: description || read.supplement || (counterparty ?? ''),
      balance: null,
    });
  }
}

/** 'C070903EUR766656,49'; some banks leave the currency out of the closing balance. */
function readBalance(statement: ParsedStatement, line: string, side: 'opening' | 'closing'): void {
  const found = /^([CD])(\d{6})\s*([A-Z]{3})?\s*([\d.,]+)$/.exec(line);
  const amount = found === null ? null : swiftAmount(found[4] ?? '');
  if (found === null || amount === null) return;
  // The place says that it is a currency: one that is no longer used must not be taken for another.
  statement.currency ??= found[3] ?? null;
  if (side === 'opening' && statement.opening !== null) return;
  statement[side] = found[1] === 'D' ? negateDecimal(amount) : amount;
  statement[`${side}On`] = shortDay(found[2] ?? '');
}
