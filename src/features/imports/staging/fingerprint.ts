import { hash } from 'node:crypto';
import { normaliseText, occurrenceNumbers } from '../../../domain/fingerprint-text.ts';

export const FINGERPRINT_BYTES = 16;

/** What makes two raw rows of one account equal: day, amount, currency and normalised text. */
export function rowKey(row: { date: string; amount: number; currency: string; text: string }): string {
  return `${row.date}|${row.amount}|${row.currency}|${normaliseText(row.text)}`;
}

/**
 * The fingerprint of a raw row: the first 16 bytes, in hex, of SHA-256 over account, key and occurrence number.
 * Edits of the transaction never change it.
 */
export function fingerprint(accountId: string, key: string, occurrence: number): string {
  return hash('sha256', `${accountId}|${key}|${occurrence}`).slice(0, 2 * FINGERPRINT_BYTES);
}

/** The fingerprints of a file's rows in their order: equal rows are numbered from 1. */
export function fingerprintsOf(accountId: string, rows: readonly { key: string }[]): string[] {
  const occurrences = occurrenceNumbers(rows.map((row) => row.key));
  return rows.map((row, index) => fingerprint(accountId, row.key, occurrences[index] ?? 1));
}
