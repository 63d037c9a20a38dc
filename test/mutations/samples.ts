import { readdirSync, readFileSync } from 'node:fs';
import { FETCHED } from '../../src/features/imports/formats/fetched.ts';
import { GIVEN } from '../../src/features/imports/formats/messages/given.ts';
import { pdfOf } from '../support/pdf/pages.ts';
import type { Run } from '../support/pdf/pages.ts';
import { htmlOf, xlsOf, xlsxOf, xmlSpreadsheetOf } from '../support/workbooks.ts';
import type { SheetToWrite } from '../support/workbooks.ts';
import { packed, unzip } from '../support/zip.ts';
import { BANK_FILES } from './bank-files.ts';

/** A small file that is read as it stands. */
export interface Sample {
  format: string;
  name: string;
  /** What is changed: the file itself, or the parts that it is packed of. */
  parts: readonly Uint8Array[];
  /** The file of the parts as they are now. */
  pack: (parts: readonly Uint8Array[]) => Uint8Array;
}

/** As much of a file is changed: what is wrong in a large one is wrong in a small one. */
export const MOST_BYTES = 4096;

/** Files of every format that is read, at most MOST_BYTES long but for .xls, whose frame alone is larger. */
export function samples(): Sample[] {
  return [
    ...folder('csv', 'csv'),
    ...folder('exports', 'export'),
    whole('export', 'json', Buffer.from('[{"date": "2026-04-13", "amount": -5.0, "payee": "Shop"}]')),
    ...BANK_FILES.map(([format, text], at) => whole(format, `${format} ${at}`, Buffer.from(text))),
    fetched(),
    ...workbooks(),
    ...pdfs(),
    ...messages(),
    ...archives(),
  ];
}

/** A file that is changed as it stands. */
export function whole(format: string, name: string, bytes: Uint8Array): Sample {
  return { format, name, parts: [bytes], pack: ([only = bytes]) => only };
}

function folder(name: string, format: string): Sample[] {
  const place = new URL(`../corpus/${name}/`, import.meta.url);
  return readdirSync(place)
    .filter((file) => file !== 'expected.json')
    .sort()
    .map((file) => whole(format, file, readFileSync(new URL(file, place))));
}

/** What a connection fetched, as it is kept. */
function fetched(): Sample {
  const transaction = {
    id: 'B1',
    date: '2026-04-13',
    valueDate: null,
    amount: '-1500.00',
    currency: 'NGN',
    counterparty: 'Mama Put',
    description: 'POS PURCHASE',
    state: 'booked',
  };
  const statement = {
    provider: 'Bank',
    account: { number: '0123456789', name: null, currency: 'NGN' },
    opening: { amount: '2000.00', on: '2026-04-01' },
    closing: { amount: '500.00', on: '2026-04-30' },
    transactions: [transaction, { ...transaction, id: null, valueDate: '2026-04-14', state: 'pending' }],
  };
  return whole('connection', 'fetched', Buffer.from(FETCHED + JSON.stringify(statement)));
}

const SHEET: SheetToWrite = {
  name: 'April',
  rows: [
    ['Account No', '0123456789', null],
    ['Date', 'Narration', 'Debit', 'Credit', 'Balance'],
    [{ day: '2026-04-13' }, 'Market', 50.25, null, 949.75],
    [{ day: '2026-04-14' }, 'Harbour Works', null, 100, { formula: 'E3+100', value: 1049.75 }],
    ['15/04/2026', 'Mama Put', '1,000.00', null, 49.75],
  ],
};

function workbooks(): Sample[] {
  const xlsx = xlsxOf([SHEET, { name: 'Notes', rows: [['nothing', 1]], hidden: true }]);
  const inside = [...unzip(xlsx)];
  const packedAgain: Sample = {
    format: 'xlsx',
    name: 'parts of a workbook',
    parts: inside.map(([, bytes]) => bytes),
    pack: (parts) =>
      packed(Object.fromEntries(inside.map(([path], at) => [path, parts[at] ?? new Uint8Array()]))),
  };
  return [
    whole('xlsx', 'workbook', xlsx),
    // Nearly every change of packed bytes is told by their check sum: the parts are where readers go wrong.
    packedAgain,
    packedAgain,
    packedAgain,
    whole('xls', 'workbook of 97', xlsOf([SHEET])),
    whole('html', 'page', Buffer.from(htmlOf(SHEET.rows))),
    whole('xml-spreadsheet', 'workbook of 2003', Buffer.from(xmlSpreadsheetOf([SHEET]))),
  ];
}

function pdfs(): Sample[] {
  const lines = [
    ['Date', 'Narration', 'Debit', 'Credit', 'Balance'],
    ['13/04/2026', 'MARKET', '50.25', '', '949.75'],
    ['14/04/2026', 'HARBOUR WORKS', '', '100.00', '1,049.75'],
    ['15/04/2026', 'MAMA PUT', '1,000.00', '', '49.75'],
  ];
  const runs = lines.flatMap((cells, line) =>
    cells.flatMap((text, column): Run[] =>
      text === '' ? [] : [{ text, x: 40 + column * 100, y: 60 + line * 14, size: 9 }],
    ),
  );
  const page = { width: 595, height: 842 };
  return [
    whole('pdf', 'plain', pdfOf([runs], page, { compress: false })),
    whole('pdf', 'plain', pdfOf([runs, runs], page, { compress: false })),
    whole('pdf', 'packed', pdfOf([runs], page, { packed: true })),
  ];
}

function messages(): Sample[] {
  const place = new URL('../corpus/messages/', import.meta.url);
  return readdirSync(place)
    .sort()
    .flatMap((country) => {
      const all = JSON.parse(readFileSync(new URL(`${country}/messages.json`, place), 'utf8')) as {
        sender: string;
        message: string;
      }[];
      const some = all.filter((_, at) => at % 8 === 0).slice(0, 8);
      const pasted: Sample = {
        format: 'messages',
        name: `pasted ${country}`,
        parts: [Buffer.from(some.map(({ message }) => message).join('\n\n'))],
        pack: ([text = Buffer.alloc(0)]) =>
          Buffer.from(`${GIVEN}${JSON.stringify({ text: Buffer.from(text).toString(), day: '2026-04-13' })}`),
      };
      const sent: Sample = {
        format: 'messages',
        name: `sent ${country}`,
        parts: some.slice(0, 3).flatMap(({ sender, message }) => [Buffer.from(sender), Buffer.from(message)]),
        pack: (parts) => {
          const told = parts.map((part) => Buffer.from(part).toString());
          const list = told.flatMap((sender, at) =>
            at % 2 === 0
              ? [{ sender, text: told[at + 1] ?? '', receivedAt: '2026-04-13T10:00:00+01:00' }]
              : [],
          );
          return Buffer.from(`${GIVEN}${JSON.stringify({ messages: list })}`);
        },
      };
      const backup = some
        .slice(0, 4)
        .map(
          ({ sender, message }, at) =>
            `<sms protocol="0" address="${attribute(sender)}" date="${1_776_000_000_000 + at * 60_000}" type="1" body="${attribute(message)}" />`,
        );
      return [
        pasted,
        sent,
        whole(
          'sms-backup',
          `backup ${country}`,
          Buffer.from(
            `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count="${backup.length}">\n${backup.join('\n')}\n</smses>\n`,
          ),
        ),
      ];
    });
}

function attribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

function archives(): Sample[] {
  const table = Buffer.from('Date,Narration,Amount\n13/04/2026,Shop,-5.00\n14/04/2026,Pay,7.50\n');
  const note = Buffer.from('Thank you for banking with us.\n');
  const archive = (statement: Uint8Array, beside: Uint8Array): Buffer =>
    packed({ 'april.csv': statement, 'note.txt': beside });
  return [
    whole('zip', 'archive', archive(table, note)),
    {
      format: 'zip',
      name: 'what is in an archive',
      parts: [table, note],
      pack: ([statement = table, beside = note]) => archive(statement, beside),
    },
  ];
}
