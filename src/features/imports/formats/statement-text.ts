import type { ParsedStatement } from './statement.ts';
import { StatementRows } from './statement-rows.ts';

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

/**
 * The code at a place that says it is a currency. One that is not known, or no longer used, stays what it is: its rows
 * are refused by its name, where without it they would be taken for money of the account.
 */
export function statedCurrency(text: string): string | null {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
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
    rows: new StatementRows(),
    proof: { state: 'not-stated', why: 'The file states no opening and closing balance.' },
  };
}
