import { minorUnits, toDecimal } from '@domain/money.ts';

interface MoneyStyle {
  /** Where space is short: no decimals from 1,000 units up. */
  short?: boolean;
  /** Always with + or −. */
  signed?: boolean;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(locale: string, currency: string, decimals: number, signed: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${decimals} ${signed}`;
  const known = moneyFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // ₦ and GH₵ say which money it is, a bare $ does not.
    currencyDisplay: /^(AUD|CAD|NZD|SGD|HKD|MXN|LRD|NAD)$/.test(currency) ? 'symbol' : 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  moneyFormats.set(key, made);
  return made;
}

/** Money in the person's own way of writing, always with its currency. */
export function formatMoney(
  amount: number,
  currency: string,
  locale: string,
  style: MoneyStyle = {},
): string {
  const digits = minorUnits(currency);
  const short = style.short === true && Math.abs(amount) >= 1000 * 10 ** digits;
  // A decimal string keeps every digit; a division would not.
  const decimal = toDecimal({ amount, currency }) as Intl.StringNumericLiteral;
  return moneyFormat(locale, currency, short ? 0 : digits, style.signed === true).format(decimal);
}

/** What an AI costs: it is paid in US dollars, and mostly in parts of a cent. */
export function formatMicroDollars(amount: number, locale: string): string {
  const style = {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: amount < 1_000_000 ? 4 : 2,
  } as const;
  return new Intl.NumberFormat(locale, style).format(amount / 1_000_000);
}

/** The day itself, whatever the reader's zone. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export type DayStyle = 'short' | 'long' | 'month';

export function formatDay(day: string, locale: string, style: DayStyle = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
      : style === 'month'
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noon(day));
}

/** "18 May – 23 Nov 2026"; one day stays one day. */
export function formatRange(from: string, to: string, locale: string, year = true): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    ...(year ? { year: 'numeric' } : {}),
  };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatRange(noon(from), noon(to));
}

export function formatInstant(instant: string | Date, locale: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  );
}

/** Whole numbers and counts. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "830 byte", "4.2 MB": how large a file is. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
}

/** A share between 0 and 1 as percent, at most one decimal. */
export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** How this browser writes numbers and days, before anybody signed in. */
export function browserLocale(): string {
  return typeof navigator === 'undefined' ? 'en' : navigator.language;
}

/** Today where the person lives. */
export function todayIn(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date());
  return parts.slice(0, 10);
}
