import type { AskedQuestion } from './ai.ts';
import { pdfOf } from './pdf/pages.ts';
import type { Run } from './pdf/pages.ts';

export const ACCOUNT_NUMBER = '0123456789';
const A4 = { width: 595, height: 842 };
const PLACES = [40, 130, 380, 480];

/** Lines of cells, each at a place of its own. */
export function pdfOfLines(lines: readonly (readonly string[])[]): Buffer {
  const runs = lines.flatMap((cells, line): Run[] =>
    cells.map((text, at) => ({ text, x: PLACES[at] ?? 500, y: 60 + line * 16, size: 8 })),
  );
  return pdfOf([runs.filter(({ text }) => text !== '')], A4);
}

const HEAD = [
  ['Kobo Microbank'],
  [`Account Number: ${ACCOUNT_NUMBER}`],
  ['Currency: NGN'],
  ['Opening Balance: 1,000.00'],
  ['Moment', 'Story', 'Sum', 'Remainder'],
];

const ROWS = [
  ['03/02/2026', 'Transfer from 0987654321', '2,500.00', '3,500.00'],
  ['', 'Chika Okafor'],
  ['14/02/2026', 'POS Shoprite Ikeja', '1,200.00', '2,300.00'],
];

/** A statement whose columns have names that nobody knows, so that our reader finds no table. */
export const unreadPdf = (between: readonly string[][] = []): Buffer =>
  pdfOfLines([...HEAD, ...ROWS, ...between, ['Closing Balance: 2,300.00']]);

/** One that our reader reads, but for a row whose amount stands outside its column. */
export const halfReadPdf = (): Buffer =>
  pdfOfLines([
    ...HEAD.slice(0, 4),
    ['Date', 'Details', 'Amount', 'Balance'],
    ['03/02/2026', 'Transfer from Chika Okafor', '+2,500.00', '3,500.00'],
    ['14/02/2026', 'POS Shoprite Ikeja -1,200.00', '', '2,300.00'],
    ['15/02/2026', 'Airtime MTN', '-300.00', '2,000.00'],
    ['Closing Balance: 2,000.00'],
  ]);

/** The number of the line that has some words, as the AI was told. */
export function lineOf({ body }: AskedQuestion, words: string): number {
  const { lines } = JSON.parse(body.messages[0]?.content ?? '') as { lines: [number, ...unknown[]][] };
  const found = lines.find((line) => JSON.stringify(line).includes(words));
  if (found === undefined) throw new Error(`the AI was not shown ${words}`);
  return found[0];
}

/** What a good AI says of `unreadPdf`. */
export function goodAnswer(asked: AskedQuestion) {
  return {
    accounts: 1,
    opening: { line: lineOf(asked, 'Opening'), text: '1,000.00' },
    closing: { line: lineOf(asked, 'Closing'), text: '2,300.00' },
    rows: [
      {
        line: lineOf(asked, '03/02/2026'),
        date: '03/02/2026',
        text: 'Transfer from ######4321 Chika Okafor',
        amount: '2,500.00',
        direction: 'in',
        balance: '3,500.00',
      },
      {
        line: lineOf(asked, '14/02/2026'),
        date: '14/02/2026',
        text: 'POS Shoprite Ikeja',
        amount: '1,200.00',
        direction: 'out',
        balance: '2,300.00',
      },
    ],
  };
}
