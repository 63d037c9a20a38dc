import { compoundOf, record, words, xlsOf, xlsxOf } from '../../support/workbooks.ts';
import type { Cell, SheetToWrite } from '../../support/workbooks.ts';
import { packed } from '../../support/zip.ts';
import { DOCTYPE, LAUGHS } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';

const MEGABYTE = 1024 * 1024;
const HEAD = ['Date', 'Narration', 'Amount'];
const ROW: Cell[] = [{ day: '2026-04-03' }, 'SHOP', -5];
const APRIL: SheetToWrite = { name: 'April', rows: [HEAD, ROW] };
const TOP = `<row r="1">${HEAD.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row><row r="2"><c t="inlineStr"><is><t>03/04/2026</t></is></c><c t="inlineStr"><is><t>SHOP</t></is></c><c><v>-5</v></c></row>`;

const part = (path: string, xml: string) => xlsxOf([APRIL], { parts: { [path]: xml } });
const sheetOf = (rows: string) =>
  part('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${TOP}${rows}</sheetData></worksheet>`);

/** So many bytes of XML, each piece a little different: what is all alike is refused for how it grows. */
function filled(bytes: number, piece: (at: number) => string): string {
  const pieces: string[] = [];
  for (let [length, at] = [0, 3]; length < bytes; at += 1) {
    const next = piece(at);
    pieces.push(next);
    length += next.length;
  }
  return pieces.join('');
}

const blankRow = (at: number) => `<row r="${at}" ht="15.75"><c r="A${at}" s="1"/><c r="B${at}" s="1"/></row>`;

/** Workbooks of both kinds that grow, lie, ask for something elsewhere or would run something. */
export const WORKBOOKS: HostileFile[] = [
  {
    name: 'external.xlsx',
    what: 'texts that ask for a file of the server',
    make: () => part('xl/sharedStrings.xml', `${DOCTYPE}<sst><si><t>&e;</t></si></sst>`),
    ends: { code: 'forbidden-doctype', where: 'xl/sharedStrings.xml' },
  },
  {
    name: 'laughs.xlsx',
    what: 'texts whose entities grow a billionfold',
    make: () => part('xl/sharedStrings.xml', `${LAUGHS}<sst><si><t>&e9;</t></si></sst>`),
    ends: { code: 'forbidden-doctype', where: 'xl/sharedStrings.xml' },
  },
  {
    name: 'list.xlsx',
    what: 'a list of sheets that asks for a file of the server',
    make: () => part('xl/workbook.xml', `${DOCTYPE}<workbook><sheets/></workbook>`),
    ends: { code: 'forbidden-doctype', where: 'xl/workbook.xml' },
  },
  {
    name: 'entity.xlsx',
    what: 'an entity that nobody named',
    make: () => part('xl/sharedStrings.xml', '<sst><si><t>&e;</t></si></sst>'),
    ends: { code: 'unreadable', where: 'xl/sharedStrings.xml' },
  },
  {
    name: 'texts.xlsx',
    what: 'texts that are not there',
    make: () => part('xl/sharedStrings.xml', '<sst/>'),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'cut-sheet.xlsx',
    what: 'a sheet that breaks off',
    make: () => part('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row r="1"><c><v>1'),
    ends: { code: 'unreadable', where: 'sheet April' },
  },
  {
    name: 'cut.xlsx',
    what: 'a workbook that breaks off',
    make: () => xlsxOf([APRIL]).subarray(0, 900),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'deep.xlsx',
    what: '500 elements inside each other',
    make: () => part('xl/worksheets/sheet1.xml', '<a>'.repeat(500)),
    ends: { code: 'too-deep', where: 'sheet April' },
  },
  {
    name: 'columns.xlsx',
    what: 'a cell in column 200,540',
    make: () => sheetOf('<row r="3"><c r="KJQB3"><v>1</v></c></row>'),
    ends: { code: 'too-large', where: 'sheet April, row 3' },
  },
  {
    name: 'sheets.xlsx',
    what: '2,000 sheets',
    make: () => xlsxOf(Array.from({ length: 2000 }, (_, i) => ({ name: `S${i}`, rows: [] }))),
    ends: { code: 'too-large', where: null },
  },
  {
    name: 'bomb.xlsx',
    what: 'a sheet that grows a thousandfold',
    make: () => part('xl/worksheets/sheet1.xml', `<worksheet>${' '.repeat(60 * MEGABYTE)}</worksheet>`),
    ends: { code: 'too-large', where: 'sheet1.xml' },
    slow: true,
  },
  {
    name: 'repeated.xlsx',
    what: 'one long text that a million cells name',
    make: () =>
      xlsxOf([APRIL], {
        parts: {
          'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
          'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${filled(20 * MEGABYTE, (at) => `<row>${Array.from({ length: 50 }, (_, i) => `<c t="s" s="${((at * 50 + i) * 7919) % 9973}"><v>0</v></c>`).join('')}</row>`)}</sheetData></worksheet>`,
        },
      }),
    ends: { code: 'too-large', where: 'sheet April, row 45' },
    slow: true,
  },
  {
    name: 'blank-rows.xlsx',
    what: '400,000 blank rows',
    make: () => sheetOf(Array.from({ length: 400_000 }, (_, i) => blankRow(i + 3)).join('')),
    ends: { rows: 1, rejected: [] },
    slow: true,
  },
  {
    name: 'blank.xlsx',
    what: '60 megabytes of blank rows',
    make: () => sheetOf(filled(60 * MEGABYTE, blankRow)),
    ends: { rows: 1, rejected: [] },
    slow: true,
  },
  {
    name: 'styles.xlsx',
    what: '60 megabytes of styles',
    make: () =>
      part(
        'xl/styles.xml',
        `<styleSheet><cellXfs>${filled(60 * MEGABYTE, (at) => `<xf numFmtId="${(at * 7919) % 9973}"/>`)}</cellXfs></styleSheet>`,
      ),
    ends: { code: 'too-large', where: 'xl/styles.xml' },
    slow: true,
  },
  {
    name: 'strings.xlsx',
    what: '60 megabytes of texts that no cell names',
    make: () =>
      part(
        'xl/sharedStrings.xml',
        `<sst><si><t>Date</t></si><si><t>Narration</t></si><si><t>Amount</t></si><si><t>SHOP</t></si>${filled(60 * MEGABYTE, (at) => `<si><t>${at}</t></si>`)}</sst>`,
      ),
    ends: { code: 'too-large', where: 'xl/sharedStrings.xml' },
    slow: true,
  },
  {
    name: 'macros.xlsm',
    what: 'macros',
    make: () =>
      xlsxOf([APRIL], {
        parts: {
          'xl/vbaProject.bin': 'Sub Auto_Open(): Shell "calc": End Sub',
          '[Content_Types].xml':
            '<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        },
      }),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'links.xlsx',
    what: 'links to other files, and data from elsewhere',
    make: () =>
      xlsxOf([APRIL], {
        parts: {
          'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook/></externalLink>',
          'xl/externalLinks/_rels/externalLink1.xml.rels':
            '<R><Relationship Id="r1" Type="/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></R>',
          'xl/connections.xml':
            '<connections><connection><webPr url="http://127.0.0.1:9/"/></connection></connections>',
        },
      }),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'outside.xlsx',
    what: 'a sheet that lies outside the workbook',
    make: () =>
      xlsxOf([], {
        parts: {
          'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
          'xl/_rels/workbook.xml.rels':
            '<R><Relationship Id="r1" Type="/worksheet" Target="../../etc/passwd"/></R>',
        },
      }),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'formulas.xlsx',
    what: 'formulas that fetch, and none was computed',
    make: () =>
      xlsxOf([
        {
          name: 'April',
          rows: [
            HEAD,
            ROW,
            [{ day: '2026-04-04' }, 'x', { xml: '<c r="C3"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c>' }],
          ],
        },
      ]),
    ends: { rows: 2, rejected: ['no-amount'] },
  },
  {
    name: 'ran.xlsx',
    what: 'texts that a spreadsheet would run',
    make: () => xlsxOf([{ name: 'April', rows: [HEAD, [{ day: '2026-04-03' }, "=cmd|'/c calc'!A1", -5]] }]),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'lock.xlsx',
    what: 'a locked workbook',
    make: () => compoundOf({ EncryptedPackage: Buffer.alloc(64), EncryptionInfo: Buffer.alloc(64) }),
    ends: { code: 'locked', where: null },
  },
  {
    name: 'lock.xls',
    what: 'a locked old workbook',
    make: () => xlsOf([APRIL], [record(0x2f, Buffer.alloc(54))]),
    ends: { code: 'locked', where: null },
  },
  {
    name: 'old.xls',
    what: 'a workbook of Excel 95',
    make: () => compoundOf({ Book: record(0x809, words(0x500, 5)) }),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'letter.xls',
    what: 'a letter of an office program',
    make: () => compoundOf({ WordDocument: Buffer.alloc(64) }),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'cut.xls',
    what: 'an old workbook that breaks off',
    make: () => xlsOf([APRIL]).subarray(0, 2000),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'mark.xls',
    what: 'nothing but the mark of an old workbook',
    make: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'circle.xls',
    what: 'a chain of sectors that bites its tail',
    make: () => {
      const bytes = xlsOf([APRIL]);
      bytes.writeUInt32LE(0, bytes.length - 508);
      return bytes;
    },
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'binary.xlsb',
    what: 'a binary workbook',
    make: () => packed({ 'xl/workbook.bin': 'x' }),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'table.ods',
    what: 'a workbook of OpenDocument',
    make: () =>
      Buffer.from(`PK\u0003\u0004${'.'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'statement.csv',
    what: 'a workbook under the name of a table',
    make: () => xlsxOf([APRIL]),
    ends: { rows: 1, rejected: [] },
  },
];
