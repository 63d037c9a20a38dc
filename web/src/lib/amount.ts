import { minorDigits } from '@domain/money.ts';

/** Minor units as a plain decimal, exact: 123456 NGN → "1234.56". */
export function toDecimal(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amount < 0 ? '-' : '';
  const all = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** For a field: as toDecimal, but a whole number stays without ".00". */
export function toTyped(amount: number, currency: string): string {
  return toDecimal(amount, currency).replace(/\.0+$/, '');
}

/**
 * What a person typed as minor units, or null when it is no amount that the currency can hold.
 * Spaces and thousands marks are read as people write them: "450,000", "1.200,50", "1 200.5" and
 * "1,50" all mean what they look like; a single mark followed by three digits parts thousands.
 */
export function parseTyped(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const match = /^([-−]?)(\d[\d.,]*)$/.exec(plain);
  if (match === null) return null;
  const body = match[2] ?? '';
  const marks = body.replace(/\d/g, '');
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const after = last < 0 ? 0 : body.length - last - 1;
  const oneKind = new Set(marks).size === 1;
  // The last mark parts decimals when it stands alone of its kind and is not followed by three digits.
  const isDecimal =
    last >= 0 && (oneKind ? marks.length === 1 && after !== 3 : body.indexOf(body.charAt(last)) === last);
  const whole = (isDecimal ? body.slice(0, last) : body).replace(/[.,]/g, '');
  const fraction = isDecimal ? body.slice(last + 1) : '';
  if (whole === '' || fraction.length > digits) return null;
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(amount)) return null;
  return match[1] === '' || amount === 0 ? amount : -amount;
}
