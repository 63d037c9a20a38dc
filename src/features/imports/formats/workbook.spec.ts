import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile, ListedStatement } from './listed.ts';
import {
  compoundOf,
  htmlOf,
  record,
  words,
  xlsOf,
  xlsxOf,
  xmlSpreadsheetOf,
} from '../../../../test/support/workbooks.ts';
import type { Cell, SheetToWrite } from '../../../../test/support/workbooks.ts';
import { packed } from '../../../../test/support/zip.ts';
import type { ParseLimits } from './statement.ts';

const HEAD: Cell[] = ['Date', 'Narration', 'Debit', 'Credit', 'Balance'];

const APRIL: Cell[][] = [
  ['Alpha Bank', null],
  ['Account Number', '0123456789'],
  [null, null, 'Opening Balance', null, 10_000],
  HEAD,
  [{ day: '2026-04-03' }, 'POS SHOP', 1234.1, null, 8765.9],
  [{ day: '2026-04-13' }, 'SALARY ₦', null, 50_000, 58_765.9],
];

const ROWS = [
  { date: '2026-04-03', amount: '-1234.10', description: 'POS SHOP', balance: '8765.90' },
  { date: '2026-04-13', amount: '50000.00', description: 'SALARY ₦', balance: '58765.90' },
];

function read(bytes: Uint8Array | string, limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(bytes), { country: 'NG', limits });
}

function only(file: ListedFile): ListedStatement {
  expect(file.error).toBeNull();
  const [statement] = file.statements;
  if (statement === undefined) throw new Error('no statement');
  return statement;
}

const sheet = (rows: Cell[][], more: Partial<SheetToWrite> = {}): SheetToWrite => ({
  name: 'April',
  rows,
  ...more,
});

/** One cell of an .xlsx sheet as a description. */
function described(xml: string, parts: Record<string, string> = {}): string | undefined {
  const rows: Cell[][] = [
    ['Date', 'Narration', 'Amount'],
    ['03/04/2026', { xml }, -5],
  ];
  return only(read(xlsxOf([sheet(rows)], { parts }))).rows[0]?.description;
}

describe('a workbook', () => {
  it.each([
    ['xlsx', xlsxOf([sheet(APRIL)])],
    ['xls', xlsOf([sheet(APRIL)])],
    ['xml-spreadsheet', Buffer.from(xmlSpreadsheetOf([sheet(APRIL)]))],
  ])('is read with the rows that a person can look up: %s', (format, bytes) => {
    const file = read(bytes);
    const statement = only(file);
    expect(file).toMatchObject({ format, rowCount: 2, dialect: { delimiter: '', headerLine: 4 } });
    expect(statement).toMatchObject({
      account: '0123456789',
      opening: '10000.00',
      closing: '58765.90',
      proof: { state: 'proved' },
      rejected: [],
    });
    expect(statement.rows).toMatchObject(ROWS);
    expect(statement.rows.map(({ where }) => where)).toEqual(['sheet April, row 5', 'sheet April, row 6']);
    expect(statement.rows[0]?.raw).toBe('2026-04-03\tPOS SHOP\t1234.10\t\t8765.90');
  });

  it('may be a page or a text under the name of a spreadsheet', () => {
    const page = read(htmlOf(APRIL));
    expect(page).toMatchObject({ format: 'html', error: null, rowCount: 2 });
    expect(only(page).rows).toMatchObject(ROWS);
    expect(only(page).rows[0]?.where).toBe('row 5');
    const text = `\ufeff${APRIL.map((row) => row.map((cell) => (typeof cell === 'object' ? (cell === null ? '' : 'day' in cell ? cell.day : '') : cell)).join('\t')).join('\r\n')}`;
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const tabs = read(Buffer.from(text, encoding));
      expect(tabs.format).toBe('csv');
      expect(only(tabs).rows).toMatchObject(ROWS);
    }
  });

  it('is read in a ZIP archive, also beside others', () => {
    const book = xlsxOf([sheet(APRIL)]);
    const file = read(
      packed({ 'a.xlsx': book, 'x/b.xls': xlsOf([sheet(APRIL), sheet(APRIL, { name: 'May' })]) }),
    );
    expect(file).toMatchObject({ error: null, format: 'zip', formats: ['xlsx', 'xls'], rowCount: 6 });
    expect(file.statements.map((one) => [one.file, one.rows.map(({ index }) => index)])).toEqual([
      ['a.xlsx', [0, 1]],
      ['b.xls', [2, 3]],
      ['b.xls', [4, 5]],
    ]);
    expect(file.statements.flatMap(({ rows }) => rows)).toMatchObject([...ROWS, ...ROWS, ...ROWS]);
    expect(file.tables?.map(({ position, sheet: place, statement }) => [position, place, statement])).toEqual(
      [
        [0, 'a.xlsx, April', 0],
        [1, 'b.xls, April', 1],
        [2, 'b.xls, May', 2],
      ],
    );
  });

  it('is several statements where several sheets hold one; notes and hidden sheets are none', () => {
    const may: Cell[][] = [HEAD, [{ day: '2026-05-01' }, 'Fare', 5.5, null, null]];
    const sheets = [
      sheet([['Dear customer'], ['Totals', 5]], { name: 'Notes' }),
      sheet(APRIL),
      sheet([[null]], { name: 'Empty' }),
      sheet([HEAD], { name: 'June' }),
      sheet([HEAD, [{ day: '2026-01-01' }, 'Old', 1, null, null]], { name: 'Copy', hidden: true }),
      sheet(may, { name: 'May' }),
    ];
    for (const file of [read(xlsxOf(sheets)), read(xlsOf(sheets))]) {
      expect(file.error).toBeNull();
      expect(file.statements.map(({ rows }) => rows.map((row) => [row.index, row.where]))).toEqual([
        [
          [0, 'sheet April, row 5'],
          [1, 'sheet April, row 6'],
        ],
        [[2, 'sheet May, row 2']],
      ]);
      expect(file.rowCount).toBe(3);
    }
    expect(read(xlsxOf(sheets), { maxRows: 2 }).error?.code).toBe('too-many-rows');
  });

  it('is refused as a whole where one of its statements cannot be read', () => {
    const unsigned: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      ['03/04/2026', 'x', 5],
      ['04/04/2026', 'y', 6],
    ];
    expect(read(xlsxOf([sheet(APRIL), sheet(unsigned, { name: 'Other' })])).error).toMatchObject({
      code: 'no-direction',
      where: 'sheet Other',
    });
  });

  it('without a statement is refused by the names of its sheets', () => {
    const notes = sheet([['Dear customer']], { name: 'Notes' });
    expect(read(xlsxOf([notes, sheet(APRIL, { hidden: true })])).error).toEqual({
      code: 'no-header',
      why: 'No sheet has a row that names the columns of a statement (Notes). A statement needs a row with names such as Date, Description, Debit, Credit or Amount above its rows; add one and send the file again. One sheet is hidden and was not looked at; if the statement is there, show it in your spreadsheet program and save the file again.',
    });
    expect(read(xlsxOf([sheet([HEAD])])).error).toMatchObject({ code: 'no-statement', where: 'sheet April' });
  });
});

describe('cells of a workbook', () => {
  it.each([
    [
      'a text that several runs make',
      '<c r="B2" t="inlineStr"><is><r><t>PO</t></r><r><t>S</t></r><rPh><t>x</t></rPh></is></c>',
      'POS',
    ],
    ['a text of the workbook', '<c r="B2" t="s"><v>0</v></c>', 'Date'],
    ['yes and no', '<c r="B2" t="b"><v>1</v></c>', 'TRUE'],
    ['an error', '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['what a formula made', '<c r="B2" t="str"><f>A1&amp;B1</f><v>made</v></c>', 'made'],
    ['an escaped letter', '<c r="B2" t="inlineStr"><is><t>a_x000D_b_x0041_</t></is></c>', 'a bA'],
    ['a day', '<c r="B2" t="d"><v>2026-04-03T00:00:00</v></c>', '2026-04-03'],
    ['a prefix of its own', '<x:c xmlns:x="u" r="B2"><x:v>7</x:v></x:c>', '7'],
  ])('are read: %s', (_, xml, text) => {
    const shared =
      '<sst><si><r><t>Da</t></r><r><t>te</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si></sst>';
    const parts = { 'xl/sharedStrings.xml': shared };
    const rows: Cell[][] = [
      [
        { xml: '<c t="s"><v>0</v></c>' },
        { xml: '<c t="str"><v>Narration</v></c>' },
        { xml: '<c t="str"><v>Amount</v></c>' },
      ],
      [{ xml: '<c t="str"><v>03/04/2026</v></c>' }, { xml }, -5],
    ];
    expect(only(read(xlsxOf([sheet(rows)], { parts }))).rows[0]?.description).toBe(text);
  });

  it('count as their formula left them: nothing is computed, and without a value there is no amount', () => {
    const rows: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      ['03/04/2026', 'a', { formula: '1+1', value: -12.5 }],
      ['04/04/2026', 'b', { xml: '<c r="C3"><f>WEBSERVICE("http://127.0.0.1/")</f></c>' }],
    ];
    const { rows: found, rejected } = only(read(xlsxOf([sheet(rows)])));
    expect(found).toMatchObject([{ amount: '-12.50' }]);
    expect(rejected).toMatchObject([{ where: 'sheet April, row 3', code: 'no-amount' }]);
  });

  it.each([
    ['1234.0999999999999', '1234.10'],
    ['0.30000000000000004', '0.30'],
    ['1.2E3', '1200.00'],
    ['1.5E-2', '0.015'],
    ['123456789012345.67', '123456789012345.67'],
    ['98765432109876543210.12', '98765432109876543210.12'],
    ['-0.1', '-0.10'],
    ['1.234', '1.234'],
    ['1234', '1234.00'],
  ])('keep the decimal that a person sees: %s', (written, amount) => {
    for (const country of ['NG', 'SN']) {
      const rows: Cell[][] = [
        ['Date', 'Narration', 'Amount'],
        ['03/04/2026', 'x', { xml: `<c r="C2"><v>${written}</v></c>` }],
        ['04/04/2026', 'x', -7],
      ];
      const file = parseListed(xlsxOf([sheet(rows)]), { country });
      expect(only(file).rows[0]?.amount).toBe(amount);
    }
  });

  it.each([
    ['dd/mm/yyyy', '2026-04-03'],
    ['[$-409]d\\-mmm\\-yy;@', '2026-04-03'],
    ['yyyy"年"m"月"d"日"', '2026-04-03'],
    ['mmm-yy', '2026-04-03'],
    ['h:mm', '2026-04-03'],
    ['General', '46115'],
    ['#,##0.00 "days"', '46115'],
    ['[Red]0.00', '46115'],
    ['0.00E+00', '46115'],
    ['0000000000', '0000046115'],
    ['_-[$NGN] * #,##0_-', '46115'],
    ['@', '46115'],
  ])('are days by their format alone: %s', (code, text) => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="200"/><xf numFmtId="0"/></cellXfs></styleSheet>`;
    expect(described('<c r="B2" s="0"><v>46115</v></c>', { 'xl/styles.xml': styles })).toBe(text);
  });

  it('count days from 1900 or from 1904, with the time of day where there is one', () => {
    const rows: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      [{ day: '2026-04-03' }, 'x', -5],
    ];
    expect(only(read(xlsxOf([sheet(rows)], { from1904: true }))).rows[0]?.date).toBe('2026-04-03');
    const times = [
      '<c r="B2" s="1"><v>46115.4270833333</v></c>',
      '<c r="B2" s="1"><v>59</v></c>',
      '<c r="B2" s="1"><v>61</v></c>',
      '<c r="B2" s="1"><v>60</v></c>',
    ];
    expect(times.map((xml) => described(xml))).toEqual([
      '2026-04-03 10:15:00',
      '1900-02-28',
      '1900-03-01',
      '60',
    ]);
  });

  it('that are one for several rows count for each, but an amount stays one', () => {
    const rows: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      [{ day: '2026-04-03' }, 'a', -5],
      [null, 'b', -6],
      [null, 'c', null],
      [{ day: '2026-04-05' }, 'd', -7],
    ];
    const after =
      '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="C3:C4"/><mergeCell ref="A1:XFD1"/></mergeCells>';
    const statement = only(read(xlsxOf([sheet(rows, { after })])));
    expect(statement.rows.map((row) => [row.date, row.description, row.amount])).toEqual([
      ['2026-04-03', 'a', '-5.00'],
      ['2026-04-03', 'b', '-6.00'],
      ['2026-04-05', 'd', '-7.00'],
    ]);
    expect(statement.rejected).toMatchObject([{ where: 'sheet April, row 4', code: 'no-amount' }]);
  });

  it('may be far apart', () => {
    const far = {
      xml: '</row><row r="1048576"><c r="A1048576" t="str"><v>05/04/2026</v></c><c r="C1048576"><v>-9</v></c><c r="XFD1048576" s="1"/>',
    };
    const rows: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      ['03/04/2026', 'a', -5, far],
    ];
    expect(only(read(xlsxOf([sheet(rows)]))).rows.map((row) => [row.where, row.amount])).toEqual([
      ['sheet April, row 2', '-5.00'],
      ['sheet April, row 1048576', '-9.00'],
    ]);
  });

  it('of an old workbook are read across the records that hold their texts', () => {
    const long = 'Grüße ẹ '.repeat(2400).trim();
    const rows: Cell[][] = [
      ['Date', 'Narration', 'Amount'],
      ...Array.from({ length: 40 }, (_, i): Cell[] => [
        { day: '2026-04-03' },
        `${i} ${long.slice(0, 5000 + i)}`,
        -i - 1.01,
      ]),
    ];
    const statement = only(read(xlsOf([sheet(rows)])));
    expect(statement.rows.map((row) => [row.description.length, row.amount])).toEqual(
      rows.slice(1).map((row, i) => [typeof row[1] === 'string' ? row[1].trim().length : 0, `-${i + 1}.01`]),
    );
  });
});

describe('the same statement', () => {
  const day = fc
    .integer({ min: 0, max: 20_000 })
    .map((days) => new Date(Date.UTC(2001, 0, 13) + days * 86_400_000).toISOString().slice(0, 10));
  const text = fc
    .string({ unit: fc.constantFrom(...'aéz ,;"\'.5₦-ẹ&<'.split('')), maxLength: 20 })
    .map((tail) => `Qx${tail.replace(/\d[.,]\d/g, '')}x`);
  const cents = fc
    .integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
    .filter((value) => value !== 0);

  it('has the same rows as CSV, XLSX, XLS, XML and page', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ day, text, cents }), { minLength: 1, maxLength: 12 }), (given) => {
        let balance = 0;
        const rows = given.map((one): Cell[] => {
          balance += one.cents;
          const out = one.cents < 0;
          const money = Math.abs(one.cents) / 100;
          return [{ day: one.day }, one.text, out ? money : null, out ? null : money, balance / 100];
        });
        const plain = (cell: Cell): string => {
          if (cell === null) return '';
          if (typeof cell === 'number') return cell.toFixed(2);
          return typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : 'day' in cell ? cell.day : '';
        };
        const csv = [HEAD, ...rows].map((row) => row.map(plain).join(',')).join('\n');
        const table = [sheet([HEAD, ...rows])];
        const [want, ...others] = [
          Buffer.from(csv),
          xlsxOf(table),
          xlsOf(table),
          Buffer.from(xmlSpreadsheetOf(table)),
          Buffer.from(htmlOf([HEAD, ...rows])),
        ].map((bytes) => {
          const { rows: found, rejected, ...facts } = only(read(bytes));
          const same = found.map((row) => ({ ...row, where: '', raw: '' }));
          return { same, rejected, closing: facts.closing, opening: facts.opening, state: facts.proof.state };
        });
        expect(want?.same).toHaveLength(given.length);
        for (const other of others) expect(other).toEqual(want);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a hostile or useless workbook', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const wide = { xml: '<c r="ALIJD2" t="str"><v>x</v></c>' };
  it.each([
    [
      'a DOCTYPE',
      xlsxOf([sheet(APRIL)], {
        parts: { 'xl/sharedStrings.xml': `${doctype}<sst><si><t>&e;</t></si></sst>` },
      }),
      'forbidden-doctype',
    ],
    [
      'an entity that nobody named',
      xlsxOf([sheet(APRIL)], { parts: { 'xl/sharedStrings.xml': '<sst><si><t>&e;</t></si></sst>' } }),
      'unreadable',
    ],
    [
      'texts that are not there',
      xlsxOf([sheet(APRIL)], { parts: { 'xl/sharedStrings.xml': '<sst/>' } }),
      'unreadable',
    ],
    [
      'a sheet that is cut',
      xlsxOf([sheet(APRIL)], {
        parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c><v>1' },
      }),
      'unreadable',
    ],
    [
      'a sheet that is not there',
      xlsxOf([], {
        parts: {
          'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
          'xl/_rels/workbook.xml.rels': '<R><Relationship Id="r1" Type="/worksheet" Target="no.xml"/></R>',
        },
      }),
      'unreadable',
    ],
    ['no list of sheets', packed({ 'xl/workbook.xml': '<workbook/>' }), 'unreadable'],
    [
      'elements without end',
      xlsxOf([sheet(APRIL)], { parts: { 'xl/worksheets/sheet1.xml': '<a>'.repeat(500) } }),
      'too-deep',
    ],
    ['200,000 columns', xlsxOf([sheet([HEAD, ['x', wide]])]), 'too-large'],
    [
      'a sheet that grows a thousandfold',
      xlsxOf([sheet(APRIL)], {
        parts: { 'xl/worksheets/sheet1.xml': `<worksheet>${' '.repeat(8_000_000)}</worksheet>` },
      }),
      'too-large',
    ],
    [
      'a password (new)',
      compoundOf({ EncryptedPackage: Buffer.alloc(64), EncryptionInfo: Buffer.alloc(64) }),
      'locked',
    ],
    ['a password (old)', xlsOf([sheet(APRIL)], [record(0x2f, Buffer.alloc(54))]), 'locked'],
    ['Excel 95', compoundOf({ Book: record(0x809, words(0x500, 5)) }), 'unsupported-format'],
    [
      'Excel 95 in a new stream',
      compoundOf({ Workbook: record(0x809, words(0x500, 5)) }),
      'unsupported-format',
    ],
    ['a letter', compoundOf({ WordDocument: Buffer.alloc(64) }), 'unsupported-format'],
    ['a binary workbook', packed({ 'xl/workbook.bin': 'x' }), 'unsupported-format'],
    ['an old workbook that is cut', xlsOf([sheet(APRIL)]).subarray(0, 2000), 'unreadable'],
    ['nothing but a mark', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'unreadable'],
    [
      'an OpenDocument',
      Buffer.from(`PK\u0003\u0004${'.'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`),
      'unsupported-format',
    ],
  ])('is refused: %s', (_, bytes, code) => {
    const { error, statements, rowCount } = read(bytes);
    expect(error?.code).toBe(code);
    expect(error?.why).not.toBe('');
    expect([statements, rowCount]).toEqual([[], 0]);
  });

  it('that names one long text a million times is refused before it fills the memory', () => {
    // Styles in no order, so that the sheet itself does not shrink suspiciously.
    const cell = (i: number): string => `<c t="s" s="${(i * 7919) % 9973}"><v>0</v></c>`;
    const row = (i: number): string =>
      `<row>${Array.from({ length: 500 }, (_, at) => cell(i * 501 + at)).join('')}</row>`;
    const body = `<worksheet><sheetData>${Array.from({ length: 500 }, (_, i) => row(i)).join('')}</sheetData></worksheet>`;
    const parts = {
      'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
      'xl/worksheets/sheet1.xml': body,
    };
    const before = process.memoryUsage().rss;
    expect(read(xlsxOf([sheet([])], { parts })).error?.why).toMatch(/far more text/);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('whose chain of sectors bites its tail is refused', () => {
    const bytes = xlsOf([sheet(APRIL)]);
    const fat = bytes.length - 512;
    bytes.writeUInt32LE(0, fat + 4);
    expect(read(bytes).error?.code).toBe('unreadable');
  });

  it('never throws when damaged, and loses no row', () => {
    const seeds = [
      xlsxOf([sheet(APRIL)]),
      xlsOf([sheet(APRIL), sheet(APRIL, { name: 'May' })]),
      Buffer.from(htmlOf(APRIL)),
      Buffer.from(xmlSpreadsheetOf([sheet(APRIL)])),
    ];
    const change = fc.record({ at: fc.nat(20_000), value: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (seed, changes) => {
          const bytes = Buffer.from(seed);
          for (const { at, value } of changes) bytes[at % bytes.length] = value;
          const file = read(bytes);
          const rows = file.statements.flatMap((one) => [...one.rows, ...one.rejected]);
          expect(rows.map(({ index }) => index).sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
          expect(file.error === null || file.error.why !== '').toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
