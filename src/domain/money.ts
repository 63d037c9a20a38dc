import { DomainError } from './errors.ts';

/** An amount in integer minor units (kobo, pesewas, cents) of one ISO 4217 currency. Always a safe integer. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** The largest amount that anybody gives, so that hundreds of them add up to a safe integer. */
export const MOST_MINOR_UNITS = 10_000_000_000_000;

/** Two currencies were about to be treated as one. */
export class CurrencyMismatch extends DomainError {
  override readonly name = 'CurrencyMismatch';
  constructor(left: string, right: string) {
    super('currency-mismatch', 'invalid', `${left} and ${right} cannot be added or compared.`);
  }
}

/** An amount that is no whole number of minor units, or too large to be exact. */
export class InvalidAmount extends DomainError {
  override readonly name = 'InvalidAmount';
  constructor(detail: string) {
    super('invalid-amount', 'invalid', detail);
  }
}

/** Digits after the decimal point, by ISO 4217; every currency that the product knows. */
const MINOR_UNITS: Readonly<Record<string, number>> = {
  AED: 2,
  AOA: 2,
  ARS: 2,
  AUD: 2,
  BDT: 2,
  BHD: 3,
  BIF: 0,
  BRL: 2,
  BWP: 2,
  CAD: 2,
  CDF: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  COP: 2,
  CVE: 2,
  CZK: 2,
  DJF: 0,
  DKK: 2,
  DZD: 2,
  EGP: 2,
  ERN: 2,
  ETB: 2,
  EUR: 2,
  GBP: 2,
  GHS: 2,
  GMD: 2,
  GNF: 0,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KES: 2,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LRD: 2,
  LSL: 2,
  LYD: 3,
  MAD: 2,
  MGA: 2,
  MRU: 2,
  MUR: 2,
  MWK: 2,
  MXN: 2,
  MYR: 2,
  MZN: 2,
  NAD: 2,
  NGN: 2,
  NOK: 2,
  NZD: 2,
  OMR: 3,
  PHP: 2,
  PKR: 2,
  PLN: 2,
  QAR: 2,
  RON: 2,
  RUB: 2,
  RWF: 0,
  SAR: 2,
  SCR: 2,
  SDG: 2,
  SEK: 2,
  SGD: 2,
  SLE: 2,
  SOS: 2,
  SSP: 2,
  STN: 2,
  SZL: 2,
  THB: 2,
  TND: 3,
  TRY: 2,
  TWD: 2,
  TZS: 2,
  UAH: 2,
  UGX: 0,
  USD: 2,
  VND: 0,
  XAF: 0,
  XOF: 0,
  ZAR: 2,
  ZMW: 2,
};

/** Every currency code the product knows, sorted. */
export const CURRENCIES: readonly string[] = Object.keys(MINOR_UNITS).sort();

/** Whether the product knows the ISO 4217 code. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(MINOR_UNITS, code);
}

/** Digits after the decimal point of a currency. Throws InvalidAmount for an unknown code. */
export function minorUnits(currency: string): number {
  const digits = MINOR_UNITS[currency];
  if (digits === undefined) throw new InvalidAmount(`${currency} is not a currency that is known here.`);
  return digits;
}

/** Money of a whole number of minor units. Throws InvalidAmount for fractions, unsafe integers, unknown codes. */
export function money(amount: number, currency: string): Money {
  minorUnits(currency);
  if (!Number.isSafeInteger(amount)) throw new InvalidAmount('An amount is a whole number of minor units.');
  return { amount: amount === 0 ? 0 : amount, currency };
}

/** Exact sum. Throws CurrencyMismatch, or InvalidAmount where the sum is too large to be exact. */
export function add(left: Money, right: Money): Money {
  requireSame(left, right);
  return money(left.amount + right.amount, left.currency);
}

/** Exact difference. Throws like `add`. */
export function subtract(left: Money, right: Money): Money {
  requireSame(left, right);
  return money(left.amount - right.amount, left.currency);
}

/** The same amount the other way. */
export function negate(value: Money): Money {
  return money(-value.amount, value.currency);
}

/** Exact sum of any number of amounts in `currency`; zero of it for none. Throws like `add`. */
export function sum(values: readonly Money[], currency: string): Money {
  return values.reduce(add, money(0, currency));
}

/** Negative, zero or positive as left is less, equal or more. Throws CurrencyMismatch. */
export function compare(left: Money, right: Money): number {
  requireSame(left, right);
  return left.amount - right.amount;
}

/**
 * Splits an amount by weights (non-negative, not all zero) without losing a unit: the parts add up to the whole,
 * each within one unit of its exact share; what is left goes to the largest remainders, the first first.
 */
export function allocate(value: Money, weights: readonly number[]): Money[] {
  const scaled = weights.map((weight) => toScaledInteger(weight));
  const total = scaled.reduce((left, right) => left + right, 0n);
  if (total <= 0n) throw new InvalidAmount('Weights are not negative, and at least one is above zero.');
  const sign = value.amount < 0 ? -1n : 1n;
  const whole = BigInt(Math.abs(value.amount));
  const parts = scaled.map((weight, index) => ({
    index,
    units: (whole * weight) / total,
    rest: (whole * weight) % total,
  }));
  let left = whole - parts.reduce((units, part) => units + part.units, 0n);
  const byRest = [...parts].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  );
  for (const part of byRest) {
    if (left === 0n) break;
    part.units += 1n;
    left -= 1n;
  }
  return parts.map((part) => money(Number(sign * part.units), value.currency));
}

/** `basisPoints` hundredths of a percent of an amount, half-even to whole minor units. 250 is 2.5 %. */
export function percentOf(value: Money, basisPoints: number): Money {
  if (!Number.isSafeInteger(basisPoints)) throw new InvalidAmount('Basis points are a whole number.');
  return money(Number(divideHalfEven(BigInt(value.amount) * BigInt(basisPoints), 10_000n)), value.currency);
}

/**
 * Minor units of a decimal text such as `-1234.5` (a dot, no separators). Throws InvalidAmount where the text is no
 * number, the currency cannot hold its digits (trailing zeros beyond them are fine) or it is larger than MOST_MINOR_UNITS.
 */
export function parseDecimal(text: string, currency: string): number {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) throw new InvalidAmount(`“${text.slice(0, 40)}” is not an amount.`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = minorUnits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) {
    throw new InvalidAmount(`${currency} has ${digits} decimals; “${text.slice(0, 40)}” has more.`);
  }
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (units > BigInt(MOST_MINOR_UNITS)) throw new InvalidAmount(`“${text.slice(0, 40)}” is too large.`);
  const amount = Number(units);
  return sign === '-' && amount !== 0 ? -amount : amount;
}

/** The decimal text of an amount, with exactly the currency's decimals: `-1234.50`. */
export function toDecimal(value: Money): string {
  const digits = minorUnits(value.currency);
  const text = `${Math.abs(value.amount)}`.padStart(digits + 1, '0');
  const sign = value.amount < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Converts at a rate given as decimal text (units of `currency` for one unit of the amount's own), half-even to
 * whole minor units. Throws InvalidAmount for a rate that is not a positive number.
 */
export function convert(value: Money, rate: string, currency: string): Money {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  if (match === null || !/[1-9]/.test(rate)) throw new InvalidAmount(`“${rate.slice(0, 40)}” is not a rate.`);
  const [, whole = '', fraction = ''] = match;
  const numerator = BigInt(value.amount) * BigInt(whole + fraction) * 10n ** BigInt(minorUnits(currency));
  const denominator = 10n ** BigInt(fraction.length + minorUnits(value.currency));
  const converted = divideHalfEven(numerator, denominator);
  return money(Number(converted), currency);
}

function requireSame(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const positive = negative ? -numerator : numerator;
  let quotient = positive / denominator;
  const twice = (positive % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

function toScaledInteger(weight: number): bigint {
  if (!Number.isFinite(weight) || weight < 0) throw new InvalidAmount('Weights are not negative.');
  return BigInt(Math.round(weight * 1_000_000));
}
