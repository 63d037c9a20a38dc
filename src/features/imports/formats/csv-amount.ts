import { canonicalDecimal, negateDecimal } from './decimal.ts';
import { currencyCode } from './statement-text.ts';

export type DecimalMark = '.' | ',';

export interface Money {
  /** Canonical decimal without a sign. */
  amount: string;
  /** How the cell itself marks its direction; '' when it does not. */
  mark: '-' | '+' | 'dr' | 'cr' | '';
  currency: string | null;
}

/** Marks that mean one currency everywhere. */
const MARKS: Record<string, string> = {
  '₦': 'NGN',
  'GH₵': 'GHS',
  'GH¢': 'GHS',
  GHC: 'GHS',
  '₵': 'GHS',
  '¢': 'GHS',
  KSH: 'KES',
  KSHS: 'KES',
  USH: 'UGX',
  USHS: 'UGX',
  TSH: 'TZS',
  TSHS: 'TZS',
  FRW: 'RWF',
  RF: 'RWF',
  FBU: 'BIF',
  'E£': 'EGP',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  N$: 'NAD',
  R$: 'BRL',
  Z$: 'ZWL',
  '€': 'EUR',
  '¥': 'JPY',
  '₹': 'INR',
  BIRR: 'ETB',
  MK: 'MWK',
  MT: 'MZN',
  KZ: 'AOA',
  AR: 'MGA',
  DH: 'MAD',
  '₺': 'TRY',
};

/** Marks that many countries share: they name a currency only together with the country. */
const LOCAL_MARKS: Record<string, Record<string, string>> = {
  N: { NG: 'NGN' },
  R: { ZA: 'ZAR', LS: 'ZAR', SZ: 'ZAR', NA: 'ZAR' },
  SH: { KE: 'KES', UG: 'UGX', TZ: 'TZS', SO: 'SOS' },
  SHS: { KE: 'KES', UG: 'UGX', TZ: 'TZS', SO: 'SOS' },
  '/=': { KE: 'KES', UG: 'UGX', TZ: 'TZS' },
  K: { ZM: 'ZMW', MW: 'MWK' },
  P: { BW: 'BWP' },
  D: { GM: 'GMD' },
  E: { SZ: 'SZL' },
  LE: { SL: 'SLE', EG: 'EGP' },
  BR: { ET: 'ETB' },
  $: { US: 'USD' },
  '£': { GB: 'GBP', EG: 'EGP', SS: 'SSP' },
  CFA: {
    SN: 'XOF',
    CI: 'XOF',
    ML: 'XOF',
    BF: 'XOF',
    TG: 'XOF',
    BJ: 'XOF',
    NE: 'XOF',
    GW: 'XOF',
    CM: 'XAF',
    GA: 'XAF',
    CG: 'XAF',
    TD: 'XAF',
    CF: 'XAF',
    GQ: 'XAF',
  },
};

/** The currency a mark stands for in a country; null when that is not certain (never a guess at dollars). */
export function currencyOfMark(mark: string, country: string): string | null {
  const key = markKey(mark);
  return MARKS[key] ?? LOCAL_MARKS[key]?.[country.toUpperCase()] ?? currencyCode(key);
}

function markKey(mark: string): string {
  const key = mark.trim().replace(/\.$/, '').replace(/\s+/g, '').toUpperCase();
  return key === 'FCFA' || key === 'FCFA.' ? 'CFA' : key;
}

function isMark(mark: string): boolean {
  const key = markKey(mark);
  return MARKS[key] !== undefined || LOCAL_MARKS[key] !== undefined || currencyCode(key) !== null;
}

/** Countries that write a comma before the decimals. */
const COMMA_COUNTRIES = new Set(
  'AO AT BE BF BG BI BJ BR CD CF CG CI CM CV CZ DE DJ DK DZ ES FI FR GA GN GQ GR GW HR HU IT KM LU MA MG ML MR MZ NE NL NO PL PT RO RS SE SI SK SN ST TD TG TN TR UA'.split(
    ' ',
  ),
);

/** Text that stands for an empty money cell. */
export function isBlankMoney(text: string): boolean {
  return /^(?:|[-–—_.*]+|nil|none|n\/?a|null)$/i.test(text.trim());
}

const EASY = /^-?\d{1,15}(?:\.\d{1,2})?$/;

/** Reads a money cell strictly: what is neither number, sign, separator nor known currency mark makes it null. */
export function readMoney(text: string, decimal: DecimalMark | 'mixed', country: string): Money | null {
  if (decimal === '.' && EASY.test(text)) {
    const negative = text.startsWith('-');
    const amount = canonicalDecimal(negative ? text.slice(1) : text);
    return amount === null ? null : { amount, mark: negative ? '-' : '', currency: null };
  }
  const parts = splitMoney(text);
  if (parts === null) return null;
  const digits = plainDigits(parts.body, decimal);
  const amount = digits === null ? null : canonicalDecimal(digits);
  if (amount === null) return null;
  const around = readAround(parts.before, parts.after, country);
  return around === null ? null : { amount, ...around };
}

/** What the cell shows about the decimal mark of the file: null when it fits both. */
export function decimalEvidence(text: string): DecimalMark | null {
  if (text === '') return null;
  if (/^-?\d+\.\d\d$/.test(text)) return '.';
  const body = splitMoney(text)?.body ?? '';
  const point = body.lastIndexOf('.');
  const comma = body.lastIndexOf(',');
  if (point < 0 && comma < 0) return null;
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const mark = point >= 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  const pieces = body.split(mark);
  if (pieces.length > 2) return other;
  const whole = (pieces[0] ?? '').replace(/\D/g, '');
  const isGroup = pieces[1]?.length === 3 && whole.length >= 1 && whole.length <= 3 && !whole.startsWith('0');
  if (/[\s'’]/.test(pieces[0] ?? '')) return mark;
  return isGroup ? null : mark;
}

export function defaultDecimal(country: string): DecimalMark {
  return COMMA_COUNTRIES.has(country.toUpperCase()) ? ',' : '.';
}

/** The amount with its sign: minus, brackets and DR are money out. */
export function signedByMark(money: Money): string {
  return money.mark === '-' || money.mark === 'dr' ? negateDecimal(money.amount) : money.amount;
}

function splitMoney(text: string): { before: string; body: string; after: string } | null {
  if (text.length > 60) return null;
  const clean = text
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replace(/[−–—]/g, '-')
    .trim();
  let first = clean.search(/\d/);
  if (first < 0) return null;
  const lead = clean[first - 1];
  if ((lead === '.' || lead === ',') && !/\p{L}|\p{Sc}/u.test(clean[first - 2] ?? '')) first -= 1;
  let last = clean.length - 1;
  while (!/\d/.test(clean[last] ?? '')) last -= 1;
  return { before: clean.slice(0, first), body: clean.slice(first, last + 1), after: clean.slice(last + 1) };
}

/** Digits with at most one point; null when the separators make no number. */
function plainDigits(body: string, decimal: DecimalMark | 'mixed'): string | null {
  if (!/^[\d.,'’ ]+$/.test(body)) return null;
  const evidence = decimalEvidence(body);
  const ambiguous = evidence === null && /[.,]/.test(body);
  if (ambiguous && decimal === 'mixed') return null;
  const hasBoth = body.includes('.') && body.includes(',');
  const mark = decimal === 'mixed' || hasBoth ? (evidence ?? '.') : decimal;
  const pieces = body.split(mark);
  if (pieces.length > 2) return grouped(body, mark);
  const whole = grouped(pieces[0] ?? '', null);
  const rest = pieces[1] ?? '';
  if (whole === null || !/^\d*$/.test(rest)) return null;
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** A whole number whose groups are all set apart by the same sign: thousands, or the Indian lakh grouping. */
function grouped(text: string, separator: string | null): string | null {
  if (text === '') return '0';
  if (/^\d+$/.test(text)) return text;
  const sign = separator ?? /\D/.exec(text)?.[0] ?? '';
  const groups = text.split(sign);
  const last = groups.at(-1) ?? '';
  if (last.length !== 3 || groups.some((group) => !/^\d{1,3}$/.test(group))) return null;
  const inner = groups.slice(1, -1);
  if (!inner.every((group) => group.length === 3) && !inner.every((group) => group.length === 2)) return null;
  return groups.join('');
}

function readAround(before: string, after: string, country: string): Omit<Money, 'amount'> | null {
  const bracketed = before.includes('(') && after.includes(')');
  if (!bracketed && (before.includes('(') || after.includes(')'))) return null;
  // "500.-" says that there are no cents, not that money went out.
  const tail = /^[.,]-/.test(after) ? after.slice(2) : after;
  const signs = (before + tail).replace(/[^+-]/g, '');
  if (signs.length > 1) return null;
  let mark: Money['mark'] = bracketed || signs === '-' ? '-' : signs === '+' ? '+' : '';
  let currency: string | null = null;
  for (const word of `${before} ${tail}`.replace(/[()+-]/g, ' ').split(/\s+/)) {
    if (word === '' || word === '.' || word === ',') continue;
    const side = /^(?:(dr|db|d)|(cr|c))\.?$/i.exec(word);
    const asCurrency = currencyOfMark(word, country);
    if (side !== null && (tail.includes(word) || word.length > 1) && mark !== '-') {
      mark = side[1] === undefined ? 'cr' : 'dr';
    } else if (side !== null && mark === '-') {
      // "(500.00) DR" says the same thing twice; "-500.00 CR" contradicts itself.
      if (side[2] !== undefined) return null;
    } else if (isMark(word) || word.toUpperCase() === 'F') {
      currency ??= asCurrency;
    } else {
      return null;
    }
  }
  return { mark, currency };
}
