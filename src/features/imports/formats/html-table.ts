import { resolveReferences } from './markup.ts';
import { NoStatement, Refusal } from './refusal.ts';
import { SheetRows } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import type { Sheet } from './workbook.ts';

const MOST_TABLES = 200;
const LONGEST_CELL = 100_000;
const MOST_SPAN = 100;

/** Does a text begin as a page or as a table of one? */
export function isHtml(head: string): boolean {
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|meta|title|style|body|table|thead|tbody|tr|div|center|span|font|p|br|h[1-6]|b)\b/i.test(
    head,
  );
}

/**
 * The tables of a page, as banks send them under the name of a spreadsheet. A table inside another is a table of its
 * own. Nothing of the page is run or fetched.
 */
export function sheetsOfHtml(text: string, limits: ParseLimits): Sheet[] {
  const tables: SheetRows[] = [];
  const open: {
    rows: SheetRows;
    line: number;
    cells: string[];
    inCell: boolean;
    cell: string;
    span: number;
  }[] = [];
  const endCell = (): void => {
    const table = open.at(-1);
    if (table?.inCell !== true) return;
    table.inCell = false;
    const column = table.rows.column(table.cells.length, table.line);
    table.cells[column] = resolveReferences(table.cell).trim();
    for (let more = 1; more < table.span; more += 1) table.cells.push('');
  };
  const endRow = (): void => {
    endCell();
    const table = open.at(-1);
    if (table === undefined || table.cells.length === 0) return;
    table.rows.add(table.line, table.cells);
    table.cells = [];
  };
  forEachTag(text, {
    text: (value) => {
      const table = open.at(-1);
      if (table?.inCell === true && table.cell.length < LONGEST_CELL) table.cell += value;
    },
    tag: (name, isEnd, attributes) => {
      if (name === 'table' && !isEnd) {
        if (tables.length === MOST_TABLES) return;
        const rows = new SheetRows(tables.length === 0 ? '' : `table ${tables.length + 1}, `, limits);
        tables.push(rows);
        open.push({ rows, line: 0, cells: [], inCell: false, cell: '', span: 1 });
        return;
      }
      const table = open.at(-1);
      if (table === undefined) return;
      if (name === 'table') {
        endRow();
        open.pop();
      } else if (name === 'tr') {
        endRow();
        if (!isEnd) table.line += 1;
      } else if (name === 'td' || name === 'th') {
        endCell();
        if (isEnd) return;
        if (table.line === 0) table.line = 1;
        const span = /\bcolspan\s*=\s*["']?(\d{1,3})/i.exec(attributes)?.[1];
        Object.assign(table, { inCell: true, cell: '', span: Math.min(Number(span ?? 1) || 1, MOST_SPAN) });
      } else if (name === 'br' || name === 'p' || name === 'div') {
        table.cell += ' ';
      }
    },
  });
  while (open.length > 0) {
    endRow();
    open.pop();
  }
  if (!tables.some((rows) => !rows.isEmpty)) throw pageWithoutTable();
  return tables.map((rows, at) => ({
    name: `table ${at + 1}`,
    hidden: false,
    read: () => rows.table(tables.length === 1 ? null : `table ${at + 1}`),
  }));
}

/** What is said of a page that is no statement. */
export function pageWithoutTable(): Refusal {
  return new NoStatement(
    'unsupported-format',
    "The file is a web page (HTML) without a table of transactions, whatever its name says; often it is the bank's log-in or error page. Ask the bank for the statement as a spreadsheet, CSV, OFX/QFX, CAMT (XML), MT940 or QIF and send that file.",
  );
}

/** Tags and the text between them, in one pass; comments, scripts and styles are passed over. */
function forEachTag(
  text: string,
  handlers: {
    text: (value: string) => void;
    tag: (name: string, isEnd: boolean, attributes: string) => void;
  },
): void {
  let from = 0;
  while (from < text.length) {
    const at = text.indexOf('<', from);
    if (at < 0) break;
    if (at > from) handlers.text(text.slice(from, at));
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      from = end < 0 ? text.length : end + 3;
      continue;
    }
    const match = /^<(?:(\/?)([a-zA-Z][\w:]*)|[!?/])/.exec(text.slice(at, at + 40));
    if (match === null) {
      handlers.text('<');
      from = at + 1;
      continue;
    }
    const end = text.indexOf('>', at);
    if (end < 0) return;
    from = end + 1;
    if (match[2] === undefined) continue;
    const name = match[2].toLowerCase();
    const isEnd = match[1] === '/';
    handlers.tag(name, isEnd, text.slice(at + match[0].length, Math.min(end, at + 1000)));
    if ((name === 'script' || name === 'style') && !isEnd) {
      const after = text.indexOf(`</${name}`, from);
      from = after < 0 ? text.length : after;
    }
  }
  if (from < text.length) handlers.text(text.slice(from));
}
