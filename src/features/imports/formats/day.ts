// Calendar days as the bank wrote them: no clock and no time zone is involved.

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 'YYYY-MM-DD', or null when there is no such day between the years 1900 and 2199. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (MONTH_LENGTHS[month - 1] ?? 0) + (leap ? 1 : 0)) return null;
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** The day at the start of an ISO 8601 date or date-time ('2026-04-03', '2026-04-03T10:15:00+01:00'). */
export function dayOfIso(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T Z+-])/.exec(text);
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day at the start of an OFX date ('20260403', '20260403101500.000[1:WAT]'); the bank's own day. */
export function dayOfOfx(text: string): string | null {
  const digits = leadingDigits(text);
  if (digits < 8 || (text.length > digits && !'.[: '.includes(text.charAt(digits)))) return dayOfIso(text);
  return dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));
}

function leadingDigits(text: string): number {
  let count = 0;
  while (count < text.length && text.charCodeAt(count) >= 48 && text.charCodeAt(count) <= 57) count += 1;
  return count;
}

/** Two digits are the years 1970 to 2069. */
export function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}
