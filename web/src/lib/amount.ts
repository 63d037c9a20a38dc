import { isCurrency, minorUnits, parseDecimal, toDecimal } from '@domain/money.ts';

/** Minor units as a field shows them: exact, and a whole number without ".00". */
export function toTyped(amount: number, currency: string): string {
  return toDecimal({ amount, currency }).replace(/\.0+$/, '');
}

/**
 * What a person typed as minor units, or null when it is no amount that the currency can hold.
 * Spaces and thousands marks are read as people write them: "450,000", "1.200,50", "1 200.5" and
 * "1,50" all mean what they look like; a single mark followed by three digits parts thousands.
 */
export function parseTyped(text: string, currency: string): number | null {
  if (!isCurrency(currency)) return null;
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const match = /^([-−]?)(\d[\d.,]*)$/.exec(plain);
  if (match === null) return null;
  const body = match[2] ?? '';
  const marks = body.replace(/\d/g, '');
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const after = last < 0 ? 0 : body.length - last - 1;
  const oneKind = new Set(marks).size === 1;
  // The last mark parts decimals when it is the only one of its kind and three digits do not follow.
  const isDecimal =
    last >= 0 && (oneKind ? marks.length === 1 && after !== 3 : body.indexOf(body.charAt(last)) === last);
  const whole = (isDecimal ? body.slice(0, last) : body).replace(/[.,]/g, '');
  const fraction = isDecimal ? body.slice(last + 1) : '';
  // Beyond 15 digits a double is no longer exact; nobody types that by intent.
  if (fraction.length > minorUnits(currency) || whole.length + minorUnits(currency) > 15) return null;
  return parseDecimal(`${match[1] === '' ? '' : '-'}${whole}.${fraction}`, currency);
}
