// How money is written in messages: marks before or after the number, grouping and decimals of each currency.
import { canonicalDecimal } from '../decimal.ts';

/** Marks of each currency, as they stand in folded text. The first country is the one a mark speaks for. */
const MARKS: Readonly<Record<string, { marks: string[]; countries: string[] }>> = {
  NGN: { marks: ['ngn', '₦', '=n=', 'naira', 'n'], countries: ['NG'] },
  GHS: { marks: ['ghs', 'gh¢', 'gh₵', 'ghc', 'gh', '¢', '₵'], countries: ['GH'] },
  KES: { marks: ['kes', 'kshs', 'ksh'], countries: ['KE'] },
  TZS: { marks: ['tzs', 'tshs', 'tsh'], countries: ['TZ'] },
  UGX: { marks: ['ugx', 'ushs', 'ush', 'ugs'], countries: ['UG'] },
  RWF: { marks: ['rwf', 'frw'], countries: ['RW'] },
  ETB: { marks: ['etb', 'birr', 'br'], countries: ['ET'] },
  ZAR: { marks: ['zar', 'rand', 'r'], countries: ['ZA'] },
  XOF: { marks: ['xof', 'fcfa', 'f cfa', 'cfa', 'f'], countries: ['SN', 'CI', 'BJ', 'BF', 'ML', 'TG', 'NE'] },
  XAF: { marks: ['xaf'], countries: ['CM', 'GA', 'TD', 'CG'] },
  EGP: { marks: ['egp', 'l.e', 'le', 'e£', 'جنيه', 'ج.م'], countries: ['EG'] },
  MZN: { marks: ['mzn', 'mtn', 'mt'], countries: ['MZ'] },
  ZMW: { marks: ['zmw', 'k'], countries: ['ZM'] },
  MWK: { marks: ['mwk', 'mk'], countries: ['MW'] },
  BWP: { marks: ['bwp', 'p'], countries: ['BW'] },
  MGA: { marks: ['mga', 'ar'], countries: ['MG'] },
  CDF: { marks: ['cdf', 'fc'], countries: ['CD'] },
  GNF: { marks: ['gnf'], countries: ['GN'] },
  USD: { marks: ['usd', 'us$', '$'], countries: [] },
  EUR: { marks: ['eur', '€'], countries: [] },
  GBP: { marks: ['gbp', '£'], countries: [] },
};

/** Where a bare number is money of the message's own country and no other. */
const OWN_MARKS = new Set(['n', 'r', 'f', 'k', 'p', 'br', 'le', 'ar', 'fc', 'gh', 'mk', 'mtn']);
const WHOLE = new Set(['UGX', 'RWF', 'XOF', 'XAF', 'GNF']);

const FRANCS = new Set([...(MARKS['XOF']?.countries ?? []), ...(MARKS['XAF']?.countries ?? [])]);

const CODE_OF = new Map(
  Object.entries(MARKS).flatMap(([code, { marks }]) => marks.map((mark): [string, string] => [mark, code])),
);
const escaped = (mark: string): string => mark.replace(/[.$]/g, '\\$&');
const ALL = [...CODE_OF.keys()]
  .sort((left, right) => right.length - left.length)
  .map(escaped)
  .join('|');
const BEFORE = new RegExp(`(${ALL})[.:\\s]{0,3}-?\\s?(?=[\\d.])`, 'y');
const AFTER = new RegExp(`,?[ ]?(${ALL})(?![a-z\\d])`, 'y');
const NUMBER = /\d{1,3}(?: \d{3}){1,5}(?:[.,]\d{1,2})?(?![\d.,]*\d)|\d[\d,.']{0,24}\d|\d|\.\d{1,2}/y;
const PLAIN_NUMBER = /\d[\d,.']{0,24}\d|\d|\.\d{1,2}/y;

export interface Money {
  end: number;
  value: string;
  currency: string | null;
}

export function currencyOf(country: string): string | null {
  const found = Object.entries(MARKS).find(([, { countries }]) => countries.includes(country));
  return found?.[0] ?? null;
}

/** The country whose money a text speaks of, the purse's own first; null where it names none. */
export function countryOfMoney(folded: string, own: string): string | null {
  const found = new Set<string>();
  for (const [code, { marks, countries }] of Object.entries(MARKS)) {
    const shared = code === 'XOF' && FRANCS.has(own);
    const home = countries.includes(own) || shared ? own : countries[0];
    if (home === undefined) continue;
    for (const mark of marks) {
      if (OWN_MARKS.has(mark) && home !== own) continue;
      if (standsByNumber(folded, mark)) found.add(home);
    }
  }
  if (found.has(own)) return own;
  return [...found][0] ?? null;
}

function standsByNumber(folded: string, mark: string): boolean {
  for (let at = folded.indexOf(mark); at >= 0; at = folded.indexOf(mark, at + 1)) {
    const before = folded[at - 1] ?? ' ';
    const after = folded.slice(at + mark.length, at + mark.length + 3);
    if (/^[.:\s]{0,2}-?\d/.test(after) && !/[a-z]/.test(before)) return true;
    if (/\d\s?$/.test(folded.slice(Math.max(0, at - 2), at)) && !/^[a-z\d]/.test(after)) return true;
  }
  return false;
}

/** An amount at this very place: a number with its currency before or after it, or bare. */
export function readMoney(folded: string, from: number, country: string): Money | null {
  let at = from;
  let currency: string | null = null;
  for (let twice = 0; twice < 2; twice += 1) {
    BEFORE.lastIndex = at;
    const before = BEFORE.exec(folded) ?? doubled(folded, at);
    if (before === null || /[a-z]/.test(at > 0 ? (folded[at - 1] ?? '') : '')) break;
    const code = codeOf(before[1] ?? '', country);
    if (code === null) break;
    currency = code;
    at += before[0].length;
  }
  const grouped = numberAt(folded, at, NUMBER);
  if (grouped === null) return null;
  let number = grouped;
  let after = suffixAt(folded, number.end);
  if (
    number.text.includes(' ') &&
    after === null &&
    !/[.,]\d{2}$/.test(number.text) &&
    !FRANCS.has(country)
  ) {
    const plain = numberAt(folded, at, PLAIN_NUMBER);
    if (plain === null) return null;
    number = plain;
    after = suffixAt(folded, number.end);
  }
  let end = number.end;
  const suffix = after === null ? null : codeOf(after.mark, country);
  if (after !== null && suffix !== null && (currency === null || currency === suffix)) {
    currency = suffix;
    end = after.end;
  }
  if (!endsCleanly(folded, end)) return null;
  // A bare number that goes on from something else is the rest of an account number or of another amount.
  if (currency === null && /[a-z\d*#•]$|\d[.,]$/.test(folded.slice(Math.max(0, from - 2), from))) return null;
  if (currency === null && !isPlausible(number.text)) return null;
  const value = decimalOf(number.text, currency ?? currencyOf(country));
  return value === null ? null : { end, value, currency };
}

/** 'TZS TZS 5,000': a mark that another follows. */
function doubled(folded: string, at: number): RegExpExecArray | null {
  const twice = /([a-z]{3}) (?=\1\s?\d)/y;
  twice.lastIndex = at;
  const found = twice.exec(folded);
  return found !== null && CODE_OF.has(found[1] ?? '') ? found : null;
}

function numberAt(folded: string, at: number, pattern: RegExp): { text: string; end: number } | null {
  pattern.lastIndex = at;
  const text = pattern.exec(folded)?.[0];
  return text === undefined ? null : { text, end: at + text.length };
}

function suffixAt(folded: string, at: number): { mark: string; end: number } | null {
  AFTER.lastIndex = at;
  const found = AFTER.exec(folded);
  return found === null ? null : { mark: found[1] ?? '', end: at + found[0].length };
}

function codeOf(mark: string, country: string): string | null {
  const code = CODE_OF.get(mark) ?? null;
  if (code === null || (OWN_MARKS.has(mark) && !speaksFor(code, country))) return null;
  if (code === 'XOF' && MARKS['XAF']?.countries.includes(country)) return 'XAF';
  return code;
}

function speaksFor(code: string, country: string): boolean {
  return (
    (MARKS[code]?.countries.includes(country) ?? false) ||
    (code === 'XOF' && (MARKS['XAF']?.countries.includes(country) ?? false))
  );
}

/** Not a percentage, a date, a time, a plate or a size of data: 15%, 12/11, 6:04, 3AA33, 500MB. */
function endsCleanly(folded: string, end: number): boolean {
  const rest = folded.slice(end, end + 5);
  if (/^(?:cr|dr)(?![a-z])/.test(rest)) return true;
  return !/^(?:[a-z\d%]|\s?%|[/:-]\d)/.test(rest) && !/^ ?[gmk]b\b/.test(rest);
}

/** A bare number that is no telephone number and no reference. */
function isPlausible(text: string): boolean {
  if (/[.,]/.test(text)) return true;
  return text.length <= 9 && (text === '0' || !text.startsWith('0'));
}

/** '1,250.00', '1.234,56', '15 000', '5.000' (francs), '100,00' in their canonical form. */
function decimalOf(text: string, currency: string | null): string | null {
  const plain = text.replace(/[ ']/g, '');
  const comma = plain.lastIndexOf(',');
  const dot = plain.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    return comma > dot
      ? canonicalDecimal(plain.replaceAll('.', '').replace(',', '.'))
      : canonicalDecimal(plain.replaceAll(',', ''));
  }
  const mark = comma >= 0 ? ',' : '.';
  const parts = plain.split(mark);
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return canonicalDecimal(plain);
  const whole = WHOLE.has(currency ?? '');
  const groups = parts.length > 2 || (last.length === 3 && (mark === ',' || whole));
  return canonicalDecimal(groups ? parts.join('') : parts.join('.'));
}
