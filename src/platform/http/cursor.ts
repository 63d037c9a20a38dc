import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { UNSTORABLE } from './wire.contract.ts';

/** The cursor was not made by this list. */
export class InvalidCursor extends DomainError {
  constructor() {
    super('invalid-cursor', 'invalid', 'This cursor does not belong to this list. Start again without one.', [
      { pointer: '?cursor', detail: 'not a cursor of this list' },
    ]);
  }
}

/** Packs the key of a page's last row into an opaque text. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Unpacks a cursor of exactly these kinds of parts, or null where none was given. Throws InvalidCursor. */
export function decodeCursor(cursor: string | undefined, patterns: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidCursor();
    throw error;
  }
  if (!Array.isArray(parts) || parts.length !== patterns.length) throw new InvalidCursor();
  const texts = parts.map(String);
  if (!texts.every((text, index) => patterns[index]?.test(text) === true && !UNSTORABLE.test(text)))
    throw new InvalidCursor();
  return texts;
}

export const DAY_PART = new RegExp(`^(?!0000)${z.core.regexes.date.source.slice(1)}`);
export const ID_PART = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const COUNT_PART = /^\d{1,9}$/;
