import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const DATE = /\b(\d{2})\/(\d{2})\/(\d{4})\b/g;

export interface Statement {
  name: string;
  mimeType: string;
  buffer: Buffer;
  /** From the first to the last day, as a page writes it for somebody in Nigeria. */
  range: string;
}

/** A file from files/ as it lies there. */
export function asItIs(file: string): { name: string; mimeType: string; buffer: Buffer } {
  const buffer = readFileSync(fileURLToPath(new URL(`../files/${file}`, import.meta.url)));
  return { name: file, mimeType: 'application/octet-stream', buffer };
}

/** The day, or null for one that no calendar has. */
function dayOf([, day, month, year]: RegExpMatchArray | string[]): Date | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) ? date : null;
}

/**
 * A bank's statement from files/, moved so that it ends yesterday, or some days before: what the product says of the last 90 or 180 days
 * must not depend on when the tests run. Days that no calendar has stay as they are.
 */
export function statement(file: string, name = file, daysBefore = 0): Statement {
  const text = asItIs(file).buffer.toString('utf8');
  const days = [...text.matchAll(DATE)].flatMap((match) => dayOf(match) ?? []).map(Number);
  // In Lagos, where the browser of the tests is, an hour ahead of UTC.
  const last = (Math.floor((Date.now() + HOUR) / DAY) - 1 - daysBefore) * DAY;
  const by = last - Math.max(...days);
  const moved = text.replace(DATE, (...match: string[]) => {
    const day = dayOf(match);
    if (day === null) return match[0] ?? '';
    const [year, month, date] = new Date(Number(day) + by).toISOString().slice(0, 10).split('-');
    return `${date}/${month}/${year}`;
  });
  return {
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(moved),
    range: new Intl.DateTimeFormat('en-NG', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }).formatRange(Math.min(...days) + by, last),
  };
}
