// Decimal strings without floating point: what a bank wrote stays exact, however long it is.

interface Exact {
  units: bigint;
  scale: number;
}

const READY = /^-?(?:0|[1-9]\d*)\.\d\d$/;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * The canonical form of plain digits with an optional sign and decimal point: no leading zeros, at least two
 * decimals, trailing zeros beyond that cut, no negative zero. null when the text is not such a number.
 */
export function canonicalDecimal(text: string): string | null {
  if (READY.test(text)) return text === '-0.00' ? '0.00' : text;
  const match = PLAIN.exec(text.startsWith('.') ? `0${text}` : text.replace(/^([+-])\./, '$10.'));
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = decimals.replace(/0+$/, '').padEnd(2, '0');
  const zero = digits === '0' && /^0*$/.test(rest);
  return `${sign === '-' && !zero ? '-' : ''}${digits}.${rest}`;
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
  // Two decimals and few enough digits for exact integers: nearly every amount of nearly every file.
  if (left.length < 15 && right.length < 15 && left.at(-3) === '.' && right.at(-3) === '.') {
    return writtenHundredths(hundredths(left) + hundredths(right));
  }
  const a = exact(left);
  const b = exact(right);
  const scale = Math.max(a.scale, b.scale);
  return written({ units: raise(a, scale) + raise(b, scale), scale });
}

/** left − right, exactly. */
export function subtractDecimals(left: string, right: string): string {
  return addDecimals(left, negateDecimal(right));
}

function hundredths(value: string): number {
  return Number(value.slice(0, -3) + value.slice(-2));
}

function writtenHundredths(units: number): string {
  const digits = String(units < 0 ? -units : units).padStart(3, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
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
