import { brokenOff, CompoundFile } from './compound-file.ts';
import { Refusal } from './refusal.ts';
import { builtInKind, kindOfFormat } from './sheet-cell.ts';
import type { NumberKind } from './sheet-cell.ts';
import { plainSheetName } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import type { Sheet } from './workbook.ts';
import * as xls from './xls-records.ts';
import { forEachXlsRecord, XlsCursor } from './xls-records.ts';
import { readXlsSheet } from './xls-sheet.ts';

/** What the cells of all sheets of an old workbook refer to. */
export interface XlsWorkbook {
  from1904: boolean;
  strings: string[];
  /** By the number of a cell's style. */
  kinds: NumberKind[];
}

const BIFF8 = 0x600;
const WORKSHEET = 0;
const MOST_SHEETS = 200;

/** The sheets of an old Excel workbook (.xls, Excel 97 to 2003). Formulas count with the value that was saved. */
export function sheetsOfXls(bytes: Uint8Array, limits: ParseLimits): Sheet[] {
  const file = new CompoundFile(bytes);
  if (file.has('EncryptedPackage')) throw locked();
  const stream = file.stream('Workbook');
  if (stream === null) throw noWorkbook(file);
  const { book, listed } = readBook(stream);
  return listed.map(({ name, hidden, at }) => ({
    name,
    hidden,
    read: () => readXlsSheet(stream, at, name, book, limits).table(name),
  }));
}

function readBook(stream: Uint8Array): {
  book: XlsWorkbook;
  listed: { name: string; hidden: boolean; at: number }[];
} {
  const formats = new Map<number, NumberKind>();
  const styles: number[] = [];
  const listed: { name: string; hidden: boolean; at: number }[] = [];
  const book: XlsWorkbook = { from1904: false, strings: [], kinds: [] };
  let begun = false;
  forEachXlsRecord(stream, 0, (record) => {
    const { type, data } = record;
    if (!begun) {
      if (type !== xls.BOF || data.byteLength < 4) throw brokenOff();
      if (data.getUint16(0, true) !== BIFF8) throw tooOld();
      begun = true;
      return true;
    }
    switch (type) {
      case xls.LOCKED:
        throw locked();
      case xls.DATES_FROM_1904:
        book.from1904 = new XlsCursor(record).u16() === 1;
        break;
      case xls.FORMAT: {
        const cursor = new XlsCursor(record);
        formats.set(cursor.u16(), kindOfFormat(cursor.text('two bytes')));
        break;
      }
      case xls.STYLE:
        styles.push(new XlsCursor(record, 2).u16());
        break;
      case xls.SHEET: {
        const cursor = new XlsCursor(record);
        const at = cursor.u32();
        const [state, kind] = [cursor.u8(), cursor.u8()];
        if (kind !== WORKSHEET) break;
        if (listed.length === MOST_SHEETS) {
          throw new Refusal(
            'too-large',
            `The workbook has more than ${MOST_SHEETS} sheets. Send the statement alone.`,
          );
        }
        listed.push({ name: plainSheetName(cursor.text('one byte')), hidden: (state & 3) !== 0, at });
        break;
      }
      case xls.STRINGS:
        book.strings = readStrings(record);
        break;
    }
    return type !== xls.EOF;
  });
  if (!begun) throw brokenOff();
  book.kinds = styles.map((id) => formats.get(id) ?? builtInKind(id));
  return { book, listed };
}

function readStrings(record: xls.XlsRecord): string[] {
  const cursor = new XlsCursor(record, 4);
  const count = cursor.u32();
  const strings: string[] = [];
  // A count that lies ends where the bytes end: each text takes three at least.
  for (let i = 0; i < count; i += 1) strings.push(cursor.text('two bytes'));
  return strings;
}

function locked(): Refusal {
  return new Refusal(
    'locked',
    'The workbook is locked with a password. Open it, save a copy without a password, and send the copy.',
  );
}

function tooOld(): Refusal {
  return new Refusal(
    'unsupported-format',
    'The workbook was saved by Excel 95 or older. Open it, save it as .xlsx or CSV, and send that file.',
  );
}

function noWorkbook(file: CompoundFile): Refusal {
  if (file.has('Book')) return tooOld();
  return new Refusal(
    'unsupported-format',
    'The file is an old Office document, but no workbook. Ask the bank for the statement as a spreadsheet, CSV, OFX/QFX, CAMT (XML), MT940 or QIF and send that file.',
  );
}
