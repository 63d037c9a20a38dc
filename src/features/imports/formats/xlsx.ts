import { cellText } from './sheet-cell.ts';
import type { NumberKind } from './sheet-cell.ts';
import { placeOfSheet, SheetRows } from './sheet-rows.ts';
import type { MergedCells } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import type { Sheet } from './workbook.ts';
import { damaged, readXlsxWorkbook, unescaped } from './xlsx-parts.ts';
import type { XlsxSheet, XlsxWorkbook } from './xlsx-parts.ts';
import { attributeOf, readXmlPart } from './xml-part.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';

const PLAIN: NumberKind = { is: 'number', digits: 0 };

/** The sheets of an Excel workbook (.xlsx, .xlsm). Formulas count with the value that was saved; macros are not looked at. */
export function sheetsOfXlsx(files: readonly PackedFile[], limits: ParseLimits): Sheet[] {
  const book = readXlsxWorkbook(files, limits);
  return book.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    read: () => new SheetReader(sheet, book, limits).read().table(sheet.name),
  }));
}

class SheetReader {
  readonly #sheet: XlsxSheet;
  readonly #book: XlsxWorkbook;
  readonly #limits: ParseLimits;
  readonly #rows: SheetRows;
  readonly #merged: MergedCells[] = [];
  #line = 0;
  #cells: (string | undefined)[] = [];
  #next = 0;
  #cell = { column: 0, type: '', style: 0 };
  #value = '';
  #inline = '';
  #into: 'value' | 'inline' | null = null;
  #aside = 0;

  constructor(sheet: XlsxSheet, book: XlsxWorkbook, limits: ParseLimits) {
    this.#sheet = sheet;
    this.#book = book;
    this.#limits = limits;
    this.#rows = new SheetRows(placeOfSheet(sheet.name), limits);
  }

  read(): SheetRows {
    const { part } = this.#sheet;
    readXmlPart(part.unpack(), `sheet ${this.#sheet.name}`, this.#limits, {
      open: (name, attributes) => this.#open(name, attributes),
      text: (value) => {
        if (this.#into === 'value') this.#value += value;
        else if (this.#into === 'inline') this.#inline += value;
      },
      close: (name) => this.#close(name),
    });
    this.#rows.fillMerged(this.#merged);
    return this.#rows;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#line = wholeNumber(attributeOf(attributes, 'r')) ?? this.#line + 1;
        this.#cells = [];
        this.#next = 0;
        break;
      case 'c': {
        const column = columnOf(attributeOf(attributes, 'r')) ?? this.#next;
        this.#next = column + 1;
        this.#cell = {
          column,
          type: attributeOf(attributes, 't') ?? 'n',
          style: wholeNumber(attributeOf(attributes, 's')) ?? 0,
        };
        this.#value = '';
        this.#inline = '';
        break;
      }
      case 'rPh':
        this.#aside += 1;
        break;
      case 'mergeCell':
        this.#merge(attributeOf(attributes, 'ref') ?? '');
        break;
    }
    this.#into = name === 'v' ? 'value' : name === 't' && this.#aside === 0 ? 'inline' : null;
  }

  #close(name: string): void {
    this.#into = null;
    if (name === 'rPh') this.#aside -= 1;
    if (name === 'row') this.#rows.add(this.#line, this.#cells);
    if (name !== 'c') return;
    const text = this.#text();
    if (text !== '') this.#cells[this.#rows.column(this.#cell.column, this.#line)] = text;
  }

  #text(): string {
    const value = this.#value;
    switch (this.#cell.type) {
      case 's': {
        const text = value === '' ? '' : this.#book.strings[Number(value)];
        if (text === undefined) throw damaged(`the text of a cell in row ${this.#line}`);
        return text;
      }
      case 'inlineStr':
        return unescaped(this.#inline === '' ? value : this.#inline);
      case 'str':
        return unescaped(value);
      case 'b':
        return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE';
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
      case 'n':
        return value === ''
          ? ''
          : cellText(value.trim(), this.#book.kinds[this.#cell.style] ?? PLAIN, this.#book.from1904);
      default:
        return value;
    }
  }

  #merge(ref: string): void {
    const [from = '', to = ''] = ref.split(':');
    const [column, until] = [columnOf(from), columnOf(to)];
    const [first, last] = [wholeNumber(/\d+$/.exec(from)?.[0]), wholeNumber(/\d+$/.exec(to)?.[0])];
    if (column === null || column !== until || first === null || last === null || last <= first) return;
    this.#merged.push({ column, first, last });
  }
}

/** 'C14' is column 2. */
function columnOf(ref: string | null): number | null {
  const letters = ref === null ? undefined : /^\$?([A-Z]{1,7})(?=\$?\d|$)/i.exec(ref)?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function wholeNumber(text: string | null | undefined): number | null {
  return text != null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
