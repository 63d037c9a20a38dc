import type { ParsedStatement } from './statement.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Runs of white space become one space; fixed-width bank texts are full of them. */
export function collapse(text: string): string {
  return /\s{2}|[^\S ]|^\s|\s$/.test(text) ? text.trim().replace(/\s+/g, ' ') : text;
}

/** The ISO 4217 code a text consists of, else null. */
export function currencyCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return CURRENCIES.has(code) ? code : null;
}

export function emptyStatement(): ParsedStatement {
  return {
    account: null,
    accountName: null,
    currency: null,
    opening: null,
    closing: null,
    openingOn: null,
    closingOn: null,
    periodFrom: null,
    periodTo: null,
    rows: [],
    rejected: [],
    proof: { state: 'not-stated', why: 'The file states no opening and closing balance.' },
  };
}
