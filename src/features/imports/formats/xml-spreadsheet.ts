import { Refusal } from './refusal.ts';
import { numberText } from './sheet-cell.ts';
import { placeOfSheet, plainSheetName, SheetRows } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import type { Sheet } from './workbook.ts';
import { attributeOf, readXmlPart } from './xml-part.ts';

const MOST_SHEETS = 200;

/** The sheets of an "XML Spreadsheet 2003", which banks send under the name of an Excel file. */
export function sheetsOfXmlSpreadsheet(bytes: Uint8Array, limits: ParseLimits): Sheet[] {
  const sheets: Sheet[] = [];
  let rows: SheetRows | null = null;
  let cells: (string | undefined)[] = [];
  const at = { line: 0, column: 0, across: 0 };
  let [name, type, text, inData] = ['', '', '', false];
  let hidden = false;
  readXmlPart(bytes, 'the workbook', limits, {
    open: (tag, attributes) => {
      const index = Number(attributeOf(attributes, 'Index'));
      if (tag === 'Worksheet') {
        if (sheets.length === MOST_SHEETS) {
          throw new Refusal(
            'too-large',
            `The workbook has more than ${MOST_SHEETS} sheets. Send the statement alone.`,
          );
        }
        name = plainSheetName(attributeOf(attributes, 'Name') ?? '');
        rows = new SheetRows(placeOfSheet(name), limits);
        at.line = 0;
        hidden = false;
      } else if (tag === 'Row') {
        at.line = index > 0 ? index : at.line + 1;
        at.column = 0;
        cells = [];
      } else if (tag === 'Cell') {
        at.column = index > 0 ? index : at.column + 1;
        at.across = Number(attributeOf(attributes, 'MergeAcross')) || 0;
      } else if (tag === 'Data') {
        type = attributeOf(attributes, 'Type') ?? 'String';
        [text, inData] = ['', true];
      } else if (tag === 'Visible') {
        [text, inData] = ['', true];
      }
    },
    text: (value) => {
      if (inData) text += value;
    },
    close: (tag) => {
      if (tag === 'Visible') {
        hidden = /hidden/i.test(text);
        inData = false;
      } else if (tag === 'Data') {
        inData = false;
        if (rows !== null && text !== '') cells[rows.column(at.column - 1, at.line)] = dataText(type, text);
      } else if (tag === 'Cell') {
        at.column += at.across;
      } else if (tag === 'Row') {
        rows?.add(at.line, cells);
      } else if (tag === 'Worksheet' && rows !== null) {
        const table = rows.table(name);
        sheets.push({ name, hidden, read: () => table });
      }
    },
  });
  return sheets;
}

function dataText(type: string, text: string): string {
  if (type === 'Number') return numberText(text.trim());
  if (type === 'DateTime')
    return text
      .trim()
      .replace(/T00:00:00(?:\.0+)?$/, '')
      .replace('T', ' ');
  if (type === 'Boolean') return text.trim() === '1' ? 'TRUE' : 'FALSE';
  return text;
}
