import Papa from 'papaparse';
import { Refusal } from './refusal.ts';
import type { Table, TableRecord } from './table.ts';

/** Line ends as '\n' only; a file whose lines end in several ways would otherwise lose rows. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

const QUOTE = 34;
/** More quotation marks than any text quotes. */
const MOST_QUOTED = 100_000;

/** Refuses a cell that quotes without end: to read it takes thirty times its size. */
export function refuseEndlessQuotes(text: string): void {
  let opened = -1;
  let doubled = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (opened < 0) [opened, doubled] = [at, 0];
    else if (text.charCodeAt(at + 1) === QUOTE) {
      at += 1;
      doubled += 1;
      if (doubled > MOST_QUOTED) {
        throw new Refusal(
          'field-too-long',
          `A cell holds more than ${MOST_QUOTED} quotation marks; no statement does.`,
          `line ${countLines(text.slice(0, opened)) + 1}`,
        );
      }
    } else opened = -1;
  }
}

/** A text whose lines are rows. */
export function csvTable(text: string, delimiter: string): Table {
  return {
    delimiter,
    sheet: null,
    forEach: (visit) => forEachRecord(text, delimiter, visit),
    where: (line) => `line ${line}`,
  };
}

/** Characters that are taken apart at once where no cell is quoted: each line of them becomes a text of its own. */
const PLAIN_PIECE = 1_000_000;

/**
 * Hands over every record of the text that is not blank, in file order, until `visit` returns false. Quotation
 * marks that never close, or close so that several lines run together, refuse the file unless `lenient`.
 */
export function forEachRecord(
  text: string,
  delimiter: string,
  visit: (record: TableRecord) => boolean,
  lenient = false,
): void {
  const position = { from: 0, line: 1 };
  if (text.length <= PLAIN_PIECE || text.includes('"')) {
    forEachIn(text, position, delimiter, visit, lenient);
    return;
  }
  // Without quotation marks a line is a record.
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at + PLAIN_PIECE) + 1 || text.length;
    if (!forEachIn(text.slice(at, end), position, delimiter, visit, lenient)) return;
    position.from = 0;
    at = end;
  }
}

/** The same for a piece of the text; answers whether there may be more. */
function forEachIn(
  text: string,
  position: { from: number; line: number },
  delimiter: string,
  visit: (record: TableRecord) => boolean,
  lenient: boolean,
): boolean {
  let isWanted = true;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    step: (result, parser) => {
      const { from, line } = position;
      const to = result.meta.cursor;
      // Behind the last end of line there is a record without a letter, which is no line.
      const ended = to > from && text.charCodeAt(to - 1) === 10;
      const raw = text.slice(from, ended ? to - 1 : to);
      const lines = countLines(raw) + (ended ? 1 : 0);
      position.from = to;
      position.line += lines;
      const wrong = result.errors.find((error) => error.type === 'Quotes');
      if (wrong !== undefined && !lenient) refuseQuotes(wrong.code, line, lines);
      if (result.data.every((cell) => cell.trim() === '')) return;
      if (visit({ cells: result.data, raw, line })) return;
      isWanted = false;
      parser.abort();
    },
  });
  return isWanted;
}

function refuseQuotes(code: string, line: number, lines: number): void {
  if (code === 'MissingQuotes') {
    throw new Refusal(
      'truncated',
      'A quotation mark is opened and never closed: the file breaks off there or is damaged. Download it again.',
      `line ${line}`,
    );
  }
  if (lines > 1) {
    throw new Refusal(
      'unreadable',
      'The quotation marks do not close properly, so that the rows after them cannot be told apart.',
      `line ${line}`,
    );
  }
}

function countLines(raw: string): number {
  let lines = 0;
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
