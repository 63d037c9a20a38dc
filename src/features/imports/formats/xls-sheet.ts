import { brokenOff } from './compound-file.ts';
import { cellText } from './sheet-cell.ts';
import type { NumberKind } from './sheet-cell.ts';
import { placeOfSheet, SheetRows } from './sheet-rows.ts';
import type { MergedCells } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import type { XlsWorkbook } from './xls.ts';
import * as xls from './xls-records.ts';
import { forEachXlsRecord, XlsCursor } from './xls-records.ts';

const PLAIN: NumberKind = { is: 'number', digits: 0 };

const ERRORS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** The rows of one sheet of an old workbook, from its place in the stream on. */
export function readXlsSheet(
  stream: Uint8Array,
  from: number,
  name: string,
  book: XlsWorkbook,
  limits: ParseLimits,
): SheetRows {
  const cells = new SheetCells();
  const merged: MergedCells[] = [];
  // Charts inside a sheet are sheets inside it: only what is on the first level are its cells.
  let depth = 0;
  const kindOf = (style: number): NumberKind => book.kinds[style] ?? PLAIN;
  const number = (value: number, style: number): string =>
    cellText(String(value), kindOf(style), book.from1904);
  forEachXlsRecord(stream, from, (record) => {
    const { type } = record;
    if (type === xls.BOF) depth += 1;
    if (depth === 0) throw brokenOff(`sheet ${name}`);
    if (type === xls.EOF) depth -= 1;
    if (depth > 1) return true;
    const cursor = new XlsCursor(record);
    switch (type) {
      case xls.STRING_LABEL: {
        const place = placeAt(cursor);
        const text = book.strings[cursor.u32()];
        if (text === undefined) throw brokenOff(`sheet ${name}, row ${place.row + 1}`);
        cells.set(place, text);
        break;
      }
      case xls.LABEL:
      case xls.RICH_LABEL:
        cells.set(placeAt(cursor), cursor.text('two bytes'));
        break;
      case xls.NUMBER: {
        const place = placeAt(cursor);
        cells.set(place, number(record.data.getFloat64(6, true), place.style));
        break;
      }
      case xls.SHORT_NUMBER: {
        const place = placeAt(cursor);
        cells.set(place, number(shortNumber(cursor.u32()), place.style));
        break;
      }
      case xls.SHORT_NUMBERS: {
        const [row, first] = [cursor.u16(), cursor.u16()];
        const count = Math.floor((record.data.byteLength - 6) / 6);
        for (let i = 0; i < count; i += 1) {
          const style = cursor.u16();
          cells.set({ row, column: first + i, style }, number(shortNumber(cursor.u32()), style));
        }
        break;
      }
      case xls.YES_NO_OR_ERROR:
        cells.set(placeAt(cursor), yesNoOrError(cursor.u8(), cursor.u8()));
        break;
      case xls.FORMULA: {
        const place = placeAt(cursor);
        cells.set(
          place,
          formulaValue(record.data, (value) => number(value, place.style)),
        );
        break;
      }
      case xls.FORMULA_TEXT:
        cells.replace(cursor.text('two bytes'));
        break;
      case xls.MERGED: {
        for (let left = cursor.u16(); left > 0; left -= 1) {
          const [first, last, column, until] = [cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16()];
          if (column === until && last > first) merged.push({ column, first: first + 1, last: last + 1 });
        }
        break;
      }
    }
    return depth > 0;
  });
  const rows = new SheetRows(placeOfSheet(name), limits);
  cells.forEachRow((row, texts) => rows.add(row + 1, texts));
  rows.fillMerged(merged);
  return rows;
}

interface Place {
  row: number;
  column: number;
  style: number;
}

/** Cells come in any order; a sheet has 65,536 rows and 256 columns at most. */
class SheetCells {
  readonly #rows = new Map<number, string[]>();
  #last: Place = { row: 0, column: 0, style: 0 };

  set(place: Place, text: string): void {
    this.#last = place;
    if (place.column > 255 || text === '') return;
    const row = this.#rows.get(place.row);
    if (row === undefined) {
      const begun: string[] = [];
      begun[place.column] = text;
      this.#rows.set(place.row, begun);
    } else {
      row[place.column] = text;
    }
  }

  /** A formula that makes a text has it in the record behind. */
  replace(text: string): void {
    this.set(this.#last, text);
  }

  forEachRow(visit: (row: number, texts: (string | undefined)[]) => void): void {
    for (const [row, texts] of [...this.#rows].sort(([a], [b]) => a - b)) visit(row, texts);
  }
}

function placeAt(cursor: XlsCursor): Place {
  return { row: cursor.u16(), column: cursor.u16(), style: cursor.u16() };
}

/** Whole numbers and doubles in four bytes, with a mark for hundredths. */
function shortNumber(word: number): number {
  const hundredths = (word & 1) === 1;
  if ((word & 2) === 2) {
    const whole = (word | 0) >> 2;
    return hundredths ? whole / 100 : whole;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(4, word & 0xfffffffc, true);
  const value = view.getFloat64(0, true);
  return hundredths ? value / 100 : value;
}

function formulaValue(data: DataView, number: (value: number) => string): string {
  if (data.byteLength < 14) throw brokenOff();
  if (data.getUint16(12, true) !== 0xffff) return number(data.getFloat64(6, true));
  const kind = data.getUint8(6);
  if (kind === 1 || kind === 2) return yesNoOrError(data.getUint8(8), kind - 1);
  return '';
}

function yesNoOrError(value: number, isError: number): string {
  if (isError === 1) return ERRORS[value] ?? '#ERROR';
  return value === 1 ? 'TRUE' : 'FALSE';
}
