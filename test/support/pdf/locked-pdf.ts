import { pdfOf } from './pages.ts';

const HEAD = ['Date', 'Details', 'Paid out', 'Paid in', 'Balance'];
const A4 = { width: 595, height: 842 };

/** A small statement, locked. */
export function lockedPdf(password: string, text = 'CEMENT DEPOT'): Buffer {
  const rows = [
    HEAD,
    ['01/03/2026', 'OPENING BALANCE', '', '', '1,000.00'],
    ['13/03/2026', text, '60.00', '', '940.00'],
    ['14/03/2026', 'TRANSFER FROM ADA', '', '200.00', '1,140.00'],
  ];
  const runs = rows.flatMap((cells, line) =>
    cells.map((cell, at) => ({ text: cell, x: 40 + at * 110, y: 60 + line * 14, size: 8 })),
  );
  return pdfOf([runs], A4, { lock: { kind: 'aes-256', password } });
}
