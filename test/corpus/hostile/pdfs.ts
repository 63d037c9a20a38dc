import { HOSTILE } from '../../support/pdf/hostile.ts';
import type { HostileFile } from './hostile-file.ts';

/** PDFs made to hurt (test/support/pdf/hostile.ts says how each is made). */
export const PDFS: HostileFile[] = Object.entries(HOSTILE).map(([what, { make, ends }], at) => ({
  name: `hostile-${at}.pdf`,
  what,
  make,
  ends: ends === null ? { rows: 2, rejected: [] } : { code: ends, where: null },
}));
