import { packed } from './zip.ts';

/** A cell: a text, a number, a day, a formula with the value that was saved, or XML for what a story is about. */
export type Cell =
  | string
  | number
  | null
  | { day: string }
  | { formula: string; value: number }
  | { xml: string };

export interface SheetToWrite {
  name: string;
  rows: Cell[][];
  hidden?: boolean;
  /** XML behind the rows, such as merged cells. */
  after?: string;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as programs of today write it; `parts` replace or add whole parts. */
export function xlsxOf(
  sheets: readonly SheetToWrite[],
  { from1904 = false, parts = {} }: { from1904?: boolean; parts?: Record<string, string> } = {},
): Buffer {
  const strings: string[] = [];
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATION}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, hidden }, i) =>
          `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="r${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, i) =>
          `<Relationship Id="r${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="s" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="170" formatCode="dd\\/mm\\/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>`,
  };
  sheets.forEach(({ rows, after = '' }, i) => {
    const body = rows
      .map((row, line) => {
        const cells = row.map((cell, column) =>
          xlsxCell(cell, `${letters(column)}${line + 1}`, strings, from1904),
        );
        return `<row r="${line + 1}">${cells.join('')}</row>`;
      })
      .join('');
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet ${MAIN}><sheetData>${body}</sheetData>${after}</worksheet>`;
  });
  files['xl/sharedStrings.xml'] = `<sst ${MAIN}>${strings
    .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
    .join('')}</sst>`;
  return packed({ ...files, ...parts });
}

function xlsxCell(cell: Cell, ref: string, strings: string[], from1904: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}" s="2"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    if (cell.length % 2 === 0) return `<c r="${ref}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    return `<c r="${ref}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  }
  if ('xml' in cell) return cell.xml;
  if ('day' in cell) return `<c r="${ref}" s="1"><v>${serialOf(cell.day, from1904)}</v></c>`;
  return `<c r="${ref}"><f>${escaped(cell.formula)}</f><v>${cell.value}</v></c>`;
}

function serialOf(day: string, from1904: boolean): number {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return Math.round((Date.parse(`${day}T00:00:00Z`) - epoch) / 86_400_000);
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const MOST_BYTES = 8224;

/** A workbook as Excel 97 to 2003 wrote it, as far as a reader needs it. `records` come behind the first. */
export function xlsOf(sheets: readonly SheetToWrite[], records: Buffer[] = []): Buffer {
  const strings: string[] = [];
  const bodies = sheets.map(({ rows }) =>
    Buffer.concat([
      record(0x809, words(0x600, 0x10, 0, 0)),
      ...rows.flatMap((row, line) => row.flatMap((cell, column) => xlsCell(cell, line, column, strings))),
      record(0x0a),
    ]),
  );
  const style = (format: number): Buffer => record(0xe0, Buffer.concat([words(0, format), Buffer.alloc(16)]));
  const head = Buffer.concat([
    record(0x809, words(0x600, 0x05, 0, 0)),
    ...records,
    record(0x41e, Buffer.concat([words(170), xlsText('d mmm yyyy', 2)])),
    style(0),
    style(170),
  ]);
  const table = stringTable(strings);
  const listed = (places: readonly number[]): Buffer =>
    Buffer.concat(
      sheets.map(({ name, hidden }, i) => {
        const place = Buffer.alloc(6);
        place.writeUInt32LE(places[i] ?? 0);
        place[4] = hidden === true ? 1 : 0;
        return record(0x85, Buffer.concat([place, xlsText(name, 1)]));
      }),
    );
  let at = head.length + listed([]).length + table.length + 4;
  const places = bodies.map((body) => {
    at += body.length;
    return at - body.length;
  });
  return compoundOf({ Workbook: Buffer.concat([head, listed(places), table, record(0x0a), ...bodies]) });
}

function xlsCell(cell: Cell, row: number, column: number, strings: string[]): Buffer[] {
  if (cell === null) return [];
  if (typeof cell === 'string') {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(strings.push(cell) - 1);
    return [record(0xfd, Buffer.concat([words(row, column, 0), number]))];
  }
  if (typeof cell === 'object' && 'xml' in cell) throw new Error('XML is for .xlsx');
  const style = typeof cell === 'object' && 'day' in cell ? 1 : 0;
  const value = typeof cell === 'number' ? cell : 'day' in cell ? serialOf(cell.day, false) : cell.value;
  if (typeof cell === 'object' && 'formula' in cell) {
    return [record(0x06, Buffer.concat([words(row, column, style), double(value), Buffer.alloc(8)]))];
  }
  const hundred = Math.round(value * 100);
  if (hundred / 100 === value && Math.abs(hundred) < 2 ** 28) {
    const short = Buffer.alloc(4);
    short.writeInt32LE((hundred << 2) | 3);
    return [record(0x27e, Buffer.concat([words(row, column, style), short]))];
  }
  return [record(0x203, Buffer.concat([words(row, column, style), double(value)]))];
}

/** All texts, cut into records wherever one is full; the letters go on behind a byte that says how wide they are. */
function stringTable(strings: readonly string[]): Buffer {
  const count = Buffer.alloc(8);
  count.writeUInt32LE(strings.length, 0);
  count.writeUInt32LE(strings.length, 4);
  const parts: Buffer[] = [];
  let part = count;
  const end = (): void => {
    parts.push(record(parts.length === 0 ? 0xfc : 0x3c, part));
  };
  for (const text of strings) {
    const wide = [...text].some((letter) => letter.charCodeAt(0) > 255);
    const start = Buffer.concat([words(text.length), Buffer.from([wide ? 1 : 0])]);
    if (part.length + start.length + 2 > MOST_BYTES) {
      end();
      part = Buffer.alloc(0);
    }
    part = Buffer.concat([part, start]);
    let left = Buffer.from(text, wide ? 'utf16le' : 'latin1');
    while (left.length > 0) {
      const room = MOST_BYTES - part.length - ((MOST_BYTES - part.length) % 2);
      part = Buffer.concat([part, left.subarray(0, room)]);
      left = left.subarray(room);
      if (left.length === 0) break;
      end();
      part = Buffer.from([wide ? 1 : 0]);
    }
  }
  end();
  return Buffer.concat(parts);
}

function xlsText(text: string, countBytes: 1 | 2): Buffer {
  return Buffer.concat([
    countBytes === 1 ? Buffer.from([text.length]) : words(text.length),
    Buffer.from([1]),
    Buffer.from(text, 'utf16le'),
  ]);
}

export function record(type: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.concat([words(type, data.length), data]);
}

export function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16LE(value, i * 2));
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** A compound file with the streams. */
export function compoundOf(streams: Record<string, Uint8Array>): Buffer {
  const sector = 512;
  const chains: { name: string; start: number; size: number }[] = [];
  const bodies: Buffer[] = [];
  const table: number[] = [];
  const add = (bytes: Uint8Array): number => {
    const start = table.length;
    const count = Math.ceil(bytes.length / sector);
    for (let i = 1; i <= count; i += 1) table.push(i === count ? 0xfffffffe : start + i);
    bodies.push(Buffer.concat([bytes, Buffer.alloc(count * sector - bytes.length)]));
    return start;
  };
  for (const [name, bytes] of Object.entries(streams)) {
    // Smaller streams would live in sectors of their own kind.
    const size = Math.max(bytes.length, 4096);
    chains.push({ name, start: add(Buffer.concat([bytes, Buffer.alloc(size - bytes.length)])), size });
  }
  const entry = (name: string, type: number, start: number, size: number): Buffer => {
    const bytes = Buffer.alloc(128);
    bytes.write(name, 0, 'utf16le');
    bytes.writeUInt16LE(name.length * 2 + 2, 64);
    bytes[66] = type;
    bytes.writeUInt32LE(start, 116);
    bytes.writeUInt32LE(size, 120);
    return bytes;
  };
  const directory = add(
    Buffer.concat([
      entry('Root Entry', 5, 0xfffffffe, 0),
      ...chains.map(({ name, start, size }) => entry(name, 2, start, size)),
    ]),
  );
  const own = Math.ceil((table.length + 1) / 127);
  const first = table.length;
  for (let i = 0; i < own; i += 1) table.push(0xfffffffd);
  const fat = Buffer.alloc(own * sector, 0xff);
  table.forEach((word, i) => fat.writeUInt32LE(word, i * 4));
  const header = Buffer.alloc(sector, 0xff);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(own, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  for (let i = 0; i < own; i += 1) header.writeUInt32LE(first + i, 76 + i * 4);
  return Buffer.concat([header, ...bodies, fat]);
}

/** A page with one table, as banks send it under the name of a spreadsheet. */
export function htmlOf(rows: readonly Cell[][]): string {
  const cell = (value: Cell): string => {
    if (value === null) return '&nbsp;';
    if (typeof value === 'object') return 'day' in value ? value.day : '';
    return escaped(String(value));
  };
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td { color: red }</style></head><body><table border=1>\n${rows
    .map((row) => `<tr>${row.map((value) => `<td class="x">${cell(value)}</td>`).join('\n')}</tr>`)
    .join('\n')}</table></body></html>`;
}

/** An "XML Spreadsheet 2003". */
export function xmlSpreadsheetOf(sheets: readonly SheetToWrite[]): string {
  const cell = (value: Cell, i: number): string => {
    if (value === null) return '';
    const [type, text] =
      typeof value === 'number'
        ? ['Number', String(value)]
        : typeof value === 'string'
          ? ['String', value]
          : ['DateTime', 'day' in value ? `${value.day}T00:00:00.000` : ''];
    return `<Cell ss:Index="${i + 1}"><Data ss:Type="${type}">${escaped(text)}</Data></Cell>`;
  };
  return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${sheets
    .map(
      ({ name, rows }) =>
        `<Worksheet ss:Name="${escaped(name)}"><Table>${rows.map((row) => `<Row>${row.map(cell).join('')}</Row>`).join('')}</Table></Worksheet>`,
    )
    .join('')}</Workbook>`;
}
