'use client';

import {
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatRange,
  formatShare,
  todayIn,
  type DayStyle,
} from '@/lib/format.ts';
import { useSession } from './use-session.ts';

export interface Format {
  locale: string;
  money: (amount: number, currency: string, style?: { short?: boolean; signed?: boolean }) => string;
  day: (day: string, style?: DayStyle) => string;
  range: (from: string, to: string, year?: boolean) => string;
  instant: (instant: string) => string;
  count: (count: number) => string;
  share: (share: number) => string;
  today: () => string;
}

/** Numbers and days as the person who is signed in writes them. */
export function useFormat(): Format {
  const { user } = useSession();
  const { locale, zone } = user;
  return {
    locale,
    money: (amount, currency, style) => formatMoney(amount, currency, locale, style),
    day: (day, style) => formatDay(day, locale, style),
    range: (from, to, year) => formatRange(from, to, locale, year),
    instant: (instant) => formatInstant(instant, locale, zone),
    count: (count) => formatCount(count, locale),
    share: (share) => formatShare(share, locale),
    today: () => todayIn(zone),
  };
}
