import { dayOf } from './day.ts';

/** What a number format makes of a number: a day or time of day, or a number filled up with zeros. */
export interface NumberKind {
  is: 'number' | 'date' | 'time';
  /** Digits that a format such as "0000000000" shows at least: account numbers are kept so. */
  digits: number;
}

const PLAIN: NumberKind = { is: 'number', digits: 0 };
const DATE: NumberKind = { is: 'date', digits: 0 };
const TIME: NumberKind = { is: 'time', digits: 0 };

const LAST_SERIAL = 2_958_465;
const LAST_EXPONENT = 40;

/** The kind of a format that every program knows by its number alone. */
export function builtInKind(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || id === 22) return DATE;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DATE;
  return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? TIME : PLAIN;
}

/** The kind of a format by its code: 'dd/mm/yyyy', '#,##0.00', '[$-409]d-mmm-yy;@'. */
export function kindOfFormat(code: string): NumberKind {
  if (code.length > 500) return PLAIN;
  const letters = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .split(';')[0];
  if (letters === undefined || /^(?:general|standard|@)$/i.test(letters.trim())) return PLAIN;
  if (/^0{2,}$/.test(letters)) return { is: 'number', digits: letters.length };
  if (/[#0?]/.test(letters.replace(/[.,]0+/g, ''))) return PLAIN;
  if (/[dy]/i.test(letters)) return DATE;
  if (/[hs]/i.test(letters)) return TIME;
  return /m/i.test(letters) ? DATE : PLAIN;
}

/** A number of a sheet as text: a day as YYYY-MM-DD, anything else as its exact decimal. */
export function cellText(text: string, kind: NumberKind, from1904: boolean): string {
  if (kind.is === 'number') {
    const number = numberText(text);
    return kind.digits > 0 && /^\d+$/.test(number) ? number.padStart(kind.digits, '0') : number;
  }
  return serialText(Number(text), kind, from1904) ?? numberText(text);
}

/**
 * The decimal that a person sees and nothing that binary fractions leave behind: 1234.0999999999999 is 1234.10. It
 * never has three decimals, since elsewhere in a statement a point before three digits may set thousands apart.
 */
export function numberText(text: string): string {
  const plain = /^-?\d+(?:\.\d+)?$/.test(text);
  const digits = plain ? text.replace(/^-?[0.]*/, '').replace('.', '').length : 0;
  if (plain && (digits <= 15 || digits > 17)) return spread(text);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return text;
  const shortest = withoutExponent(String(value));
  const [, decimals = ''] = shortest.split('.');
  return spread(decimals.length <= 2 ? shortest : withoutExponent(String(Number(value.toPrecision(15)))));
}

function spread(decimal: string): string {
  const [whole = '0', rest = ''] = decimal.split('.');
  const decimals = rest.replace(/0+$/, '');
  if (decimals === '') return whole === '-0' ? '0' : whole;
  const shown = decimals.length === 3 ? 4 : Math.max(decimals.length, 2);
  return `${whole}.${decimals.padEnd(shown, '0')}`;
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = ''] = match;
  const exponent = Number(match[4]);
  if (Math.abs(exponent) > LAST_EXPONENT) return text;
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const after = digits.slice(exponent + 1);
  return `${sign}${whole}${after === '' ? '' : `.${after}`}`;
}

/** The day and, where there is one, the time of day of a serial number; null beyond the calendar of sheets. */
function serialText(serial: number, kind: NumberKind, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return null;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const left = seconds % 86_400;
  const time = [left / 3600, (left / 60) % 60, left % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
  if (kind.is === 'time' && days === 0) return time;
  const day = dayOfSerial(days, from1904);
  if (day === null) return null;
  return left === 0 ? day : `${day} ${time}`;
}

/** Sheets count 29 February 1900, which there was not: the days before it stand one further. */
function dayOfSerial(days: number, from1904: boolean): string | null {
  if (!from1904 && (days === 60 || days === 0)) return null;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(epoch + days * 86_400_000);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}
