// Decimal strings without floating point: what a bank wrote stays exact, however long it is.

interface Exact {
  units: bigint;
  scale: number;
}

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
/** More of them and another sum may not be exact. */
const MOST_UNITS = 2 ** 52;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * The canonical form of plain digits with an optional sign and decimal point: no leading zeros, at least two
 * decimals, trailing zeros beyond that cut, no negative zero. null when the text is not such a number.
 */
export function canonicalDecimal(text: string): string | null {
  if (isReady(text)) return text === '-0.00' ? '0.00' : text;
  const match = PLAIN.exec(text.startsWith('.') ? `0${text}` : text.replace(/^([+-])\./, '$10.'));
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = decimals.replace(/0+$/, '').padEnd(2, '0');
  const zero = digits === '0' && /^0*$/.test(rest);
  return `${sign === '-' && !zero ? '-' : ''}${digits}.${rest}`;
}

/** Whether a text is canonical but for a minus before zero: nearly every amount of nearly every file. */
function isReady(text: string): boolean {
  const first = text.charCodeAt(0) === MINUS ? 1 : 0;
  const point = text.length - 3;
  if (point <= first || text.charCodeAt(point) !== POINT) return false;
  if (text.charCodeAt(first) === ZERO && point > first + 1) return false;
  for (let at = first; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < ZERO || code > NINE) && at !== point) return false;
  }
  return true;
}

/** The canonical decimal with the opposite sign. */
export function negateDecimal(value: string): string {
  if (value.startsWith('-')) return value.slice(1);
  return isZeroDecimal(value) ? value : `-${value}`;
}

export function absoluteDecimal(value: string): string {
  return value.startsWith('-') ? value.slice(1) : value;
}

export function isZeroDecimal(value: string): boolean {
  return /^-?0\.0*$/.test(value);
}

/** Exact sum of two canonical decimals. */
export function addDecimals(left: string, right: string): string {
  if (isShort(left) && isShort(right)) return writtenHundredths(hundredths(left) + hundredths(right));
  const a = exact(left);
  const b = exact(right);
  const scale = Math.max(a.scale, b.scale);
  return written({ units: raise(a, scale) + raise(b, scale), scale });
}

/** Exact sum of any number of canonical decimals. */
export function sumDecimals(values: Iterable<string>): string {
  let units = 0;
  let others = '0.00';
  for (const value of values) {
    if (isShort(value) && Math.abs(units) < MOST_UNITS) units += hundredths(value);
    else others = addDecimals(others, value);
  }
  return addDecimals(writtenHundredths(units), others);
}

/** Do the two make up the third, exactly? */
export function isSum(left: string, right: string, sum: string): boolean {
  if (!isShort(left) || !isShort(right) || !isShort(sum)) return addDecimals(left, right) === sum;
  return hundredths(left) + hundredths(right) === hundredths(sum);
}

/** left − right, exactly. */
export function subtractDecimals(left: string, right: string): string {
  return addDecimals(left, negateDecimal(right));
}

/** Two decimals and few enough digits for exact integers: nearly every amount of nearly every file. */
function isShort(value: string): boolean {
  return value.length < 15 && value.charCodeAt(value.length - 3) === POINT;
}

function hundredths(value: string): number {
  const first = value.charCodeAt(0) === MINUS ? 1 : 0;
  let units = 0;
  for (let at = first; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code !== POINT) units = units * 10 + code - ZERO;
  }
  return first === 1 ? -units : units;
}

function writtenHundredths(units: number): string {
  const rest = Math.abs(units) % 100;
  const whole = (Math.abs(units) - rest) / 100;
  return `${units < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

function exact(value: string): Exact {
  const point = value.indexOf('.');
  if (point < 0) return { units: BigInt(value), scale: 0 };
  return { units: BigInt(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 };
}

function raise(value: Exact, scale: number): bigint {
  return value.scale === scale ? value.units : value.units * 10n ** BigInt(scale - value.scale);
}

function written({ units, scale }: Exact): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  let decimals = digits.slice(cut);
  while (decimals.length > 2 && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  return `${negative ? '-' : ''}${digits.slice(0, cut)}.${decimals.padEnd(2, '0')}`;
}
