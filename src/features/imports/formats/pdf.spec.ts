import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { PDF_CORPUS, pdfCorpus } from '../../../../test/support/pdf/corpus.ts';
import { pdfOf } from '../../../../test/support/pdf/pages.ts';
import type { Run } from '../../../../test/support/pdf/pages.ts';
import { scoreFile } from './conformance.ts';
import type { ExpectedFile } from './conformance.ts';
import type { ReadOptions } from './read-file.ts';

const A4 = { width: 595, height: 842 };
const HEAD = ['Date', 'Details', 'Paid out', 'Paid in', 'Balance'];

async function read(bytes: Uint8Array, options: Partial<ReadOptions> = {}): Promise<ListedFile> {
  return readListed(bytes, { country: 'NG', ...options });
}

/** Lines of cells, each cell at a place of its own. */
function table(rows: readonly (readonly string[])[], from = 60): Run[] {
  return rows.flatMap((cells, line) =>
    cells.map((text, at) => ({ text, x: 40 + at * 110, y: from + line * 14, size: 8 })),
  );
}

describe('the corpus of PDFs', () => {
  const files = pdfCorpus();
  const stored = JSON.parse(readFileSync(new URL('expected.json', PDF_CORPUS), 'utf8')) as Record<
    string,
    ExpectedFile
  >;

  it('is what its layouts make: node test/corpus/pdf/make.ts', () => {
    expect(Object.fromEntries(files.map(({ name, expected }) => [name, expected]))).toEqual(stored);
    for (const { name, bytes } of files)
      expect(readFileSync(new URL(name, PDF_CORPUS)).equals(bytes)).toBe(true);
  });

  it('has six countries, four locks and both ways to write objects', () => {
    const layouts = files.map(({ layout }) => layout);
    expect(new Set(layouts.map(({ country }) => country)).size).toBeGreaterThanOrEqual(6);
    expect(layouts.flatMap(({ lock }) => lock?.kind ?? []).sort()).toEqual(
      expect.arrayContaining(['aes-128', 'aes-256', 'aes-256-r5', 'rc4-128', 'rc4-40']),
    );
    expect(new Set(layouts.map(({ packed }) => packed === true)).size).toBe(2);
  });

  it.each(files.map(({ name, layout }) => [name, layout.about]))('%s: %s', async (name) => {
    const { bytes, expected } = files.find((one) => one.name === name) ?? {
      bytes: Buffer.alloc(0),
      expected: stored[''],
    };
    if (expected === undefined) throw new Error(name);
    const { country = 'NG', password } = expected.hint ?? {};
    const parsed = await read(bytes, { country, ...(password === undefined ? {} : { password }) });
    expect(scoreFile(expected, parsed)).toMatchObject({
      differences: [],
      dropped: 0,
      wronglyAccepted: false,
      wronglyRefused: false,
    });
  });
});

describe('a PDF statement', () => {
  it('is read with its figures, and every row says on which page and line it stands', async () => {
    const lines = [
      ...table([['Account Number: 0123456789', '', 'Currency: NGN']]),
      ...table([HEAD, ['01/03/2026', 'Opening balance', '', '', '100.00']], 90),
      ...table(
        [
          ['13/03/2026', 'Cement and', '60.00', '', '40.00'],
          ['', 'iron rods'],
        ],
        118,
      ),
      ...table(
        [
          ['14/03/2026', 'From Ada', '', '1,000.00', '1,040.00'],
          ['', 'Closing balance', '', '', '1,040.00'],
        ],
        146,
      ),
    ];
    const parsed = await read(pdfOf([lines], A4));
    expect(parsed).toEqual({
      format: 'pdf',
      encoding: '',
      rowCount: 2,
      error: null,
      dialect: expect.objectContaining({ delimiter: '', dateOrder: 'day-first', newestFirst: false }),
      statements: [
        {
          account: '0123456789',
          accountName: null,
          currency: 'NGN',
          opening: '100.00',
          closing: '1040.00',
          openingOn: '2026-03-13',
          closingOn: '2026-03-14',
          periodFrom: null,
          periodTo: null,
          rejected: [],
          proof: { state: 'proved', why: 'Opening 100.00 and all rows make the closing balance 1040.00.' },
          rows: [
            {
              index: 0,
              where: 'page 1, line 4',
              raw: '13/03/2026 Cement and 60.00 40.00\niron rods',
              date: '2026-03-13',
              valueDate: null,
              amount: '-60.00',
              currency: 'NGN',
              reference: null,
              counterparty: null,
              description: 'Cement and iron rods',
              balance: '40.00',
            },
            {
              index: 1,
              where: 'page 1, line 6',
              raw: '14/03/2026 From Ada 1,000.00 1,040.00',
              date: '2026-03-14',
              valueDate: null,
              amount: '1000.00',
              currency: 'NGN',
              reference: null,
              counterparty: null,
              description: 'From Ada',
              balance: '1040.00',
            },
          ],
        },
      ],
    });
  });

  it('keeps a row that cannot be read, with its text and why', async () => {
    const lines = table([
      HEAD,
      ['13/03/2026', 'Cement', '60.00', '', '40.00'],
      ['31/02/2026', 'No such day', '5.00', '', '35.00'],
      ['14/03/2026', 'Smudged', '1?.00', '', '25.00'],
    ]);
    const { statements } = await read(pdfOf([lines], A4));
    expect(statements[0]?.rejected.map(({ where, raw, code }) => [where, raw, code])).toEqual([
      ['page 1, line 3', '31/02/2026 No such day 5.00 35.00', 'bad-date'],
      ['page 1, line 4', '14/03/2026 Smudged 1?.00 25.00', 'bad-amount'],
    ]);
  });

  it('says so where a page is a picture among pages of text', async () => {
    const bytes = pdfOf([table([HEAD, ['13/03/2026', 'Cement', '60.00', '', '40.00']]), []], A4, {
      picturesOn: [1],
    });
    const { statements, rowCount } = await read(bytes);
    expect(rowCount).toBe(2);
    expect(statements[0]?.rejected).toEqual([
      {
        index: 1,
        where: 'page 2',
        raw: '',
        code: 'not-a-row',
        why: expect.stringMatching(/Page 2 is a picture/),
      },
    ]);
  });

  it('does not take the amounts of another table for rows', async () => {
    const lines = [
      ...table([
        HEAD,
        ['13/03/2026', 'Cement', '60.00', '', '40.00'],
        ['14/03/2026', 'Sand', '10.00', '', '30.00'],
      ]),
      ...table(
        [
          ['Date', 'Charge', 'Rate', 'Amount'],
          ['14/03/2026', 'Card fee', 'flat', '10.00'],
        ],
        140,
      ),
    ];
    const { statements } = await read(pdfOf([lines], A4));
    expect(statements.map(({ rows, rejected }) => [rows.length, rejected.map(({ code }) => code)])).toEqual([
      [2, ['not-a-row']],
    ]);
  });

  it('never guesses money in from money out', async () => {
    const head = [...HEAD.slice(0, 2), 'Debit', 'Credit'].map((text, at) => ({
      text,
      x: 40 + at * 110,
      y: 60,
      size: 8,
    }));
    const row = (right: number): Run[] => [
      { text: '13/03/2026', x: 40, y: 74, size: 8 },
      { text: 'Cement', x: 150, y: 74, size: 8 },
      { text: '60.00', x: right, y: 74, size: 8, align: 'right' },
    ];
    const amounts = await Promise.all(
      // Below Debit, in the middle between Debit and Credit, below Credit.
      [284, 340, 394].map((right) => read(pdfOf([[...head, ...row(right)]], A4))),
    );
    expect(amounts.map(({ statements, error }) => statements[0]?.rows[0]?.amount ?? error?.code)).toEqual([
      '-60.00',
      'no-direction',
      '60.00',
    ]);
  });

  it('gives a day its year from the stated period only', async () => {
    const rows = table(
      [HEAD, ['30 Dec', 'Cement', '60.00', '', '40.00'], ['2 Jan', 'Sand', '10.00', '', '30.00']],
      90,
    );
    const period = (text: string): Run => ({ text, x: 40, y: 60, size: 8 });
    const files = [
      [period('Statement Period: 15 December 2025 to 14 January 2026'), ...rows],
      [period('Statement Period: 15 December 2024 to 14 January 2026'), ...rows],
      rows,
    ];
    const read_ = await Promise.all(files.map((runs) => read(pdfOf([runs], A4))));
    expect(
      read_.map(({ statements }) => [
        statements[0]?.rows.map(({ date }) => date),
        statements[0]?.rejected.map(({ code }) => code),
      ]),
    ).toEqual([
      [['2025-12-30', '2026-01-02'], []],
      [[], ['bad-date', 'bad-date']],
      [[], ['bad-date', 'bad-date']],
    ]);
  });

  it('joins a text that the end of a page broke, and leaves out what a page repeats', async () => {
    const foot: Run = { text: 'Ask us: 0800 123 456', x: 40, y: 800, size: 8 };
    const pages = [
      [...table([HEAD, ['13/03/2026', 'Cement and', '60.00', '', '40.00']]), foot],
      [...table([HEAD, ['', 'iron rods'], ['14/03/2026', 'Sand', '10.00', '', '30.00']]), foot],
    ];
    const { statements } = await read(pdfOf(pages, A4));
    expect(
      statements.map(({ rows, rejected, proof }) => [
        rows.map(({ where, description }) => [where, description]),
        rejected,
        proof.state,
      ]),
    ).toEqual([
      [
        [
          ['page 1, line 2', 'Cement and iron rods'],
          ['page 2, line 3', 'Sand'],
        ],
        [],
        'proved',
      ],
    ]);
  });

  it('takes figures that share a line, above and below the table', async () => {
    const line = (text: string, y: number): Run[] =>
      text.split('|').map((part, at) => ({ text: part, x: 40 + at * 220, y, size: 8 }));
    const rows = table(
      [HEAD.slice(0, 4), ['13/03/2026', 'Cement', '60.00', ''], ['14/03/2026', 'Ada', '', '100.00']],
      90,
    );
    const below = pdfOf([[...rows, ...line('Opening balance 100.00|Closing balance 140.00', 160)]], A4);
    const above = pdfOf(
      [[...line('Opening balance|Closing balance', 50), ...line('100.00|140.00', 62), ...rows]],
      A4,
    );
    for (const bytes of [below, above]) {
      const { statements } = await read(bytes);
      expect(statements[0]).toMatchObject({
        opening: '100.00',
        closing: '140.00',
        proof: { state: 'proved' },
      });
    }
  });

  it('is refused when it is a scan, holds no table, or is cut short', async () => {
    const scan = pdfOf([[]], A4, { picturesOn: [0] });
    const letter = pdfOf([[{ text: 'Dear customer, your statement is ready.', x: 40, y: 60, size: 10 }]], A4);
    const none = pdfOf([table([HEAD])], A4);
    const cut = pdfOf([table([HEAD])], A4).subarray(0, 300);
    const refusals = await Promise.all([scan, letter, none, cut].map((bytes) => read(bytes)));
    expect(refusals.map(({ error, statements }) => [error?.code, statements])).toEqual([
      ['no-text', []],
      ['no-header', []],
      ['no-statement', []],
      ['unreadable', []],
    ]);
    expect(refusals[0]?.error?.why).toMatch(/scan/);
  });

  it('asks for the password of a locked file, and says when it is the wrong one', async () => {
    const lines = table([HEAD, ['13/03/2026', 'Cement', '60.00', '', '40.00']]);
    const bytes = pdfOf([lines], A4, { lock: { kind: 'aes-256', password: 'garri & beans' } });
    const tries = await Promise.all([
      read(bytes),
      read(bytes, { password: 'garri' }),
      read(bytes, { password: '' }),
      read(bytes, { password: 'garri & beans' }),
    ]);
    expect(tries.map(({ error, rowCount }) => [error?.code ?? null, rowCount])).toEqual([
      ['password-needed', 0],
      ['wrong-password', 0],
      ['wrong-password', 0],
      [null, 1],
    ]);
  });
});
