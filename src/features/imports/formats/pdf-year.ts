import { certainPeriod, noFacts, readFacts } from './csv-facts.ts';
import { readDate } from './csv-date.ts';
import type { TableRecord } from './table.ts';

/** A day that names its month in letters and no year. */
const YEARLESS =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[-/. ]{0,2}([A-Za-zÀ-ÿ]{3,10})\.?|([A-Za-zÀ-ÿ]{3,10})\.?[-/. ]{0,2}(\d{1,2})(?:st|nd|rd|th)?)$/;

/**
 * Completes days without a year from the period that the statement names: the only year that puts the day into it.
 * Where no year or more than one does, the day stays as it is and its row is refused.
 */
export function yearsFor(preamble: readonly TableRecord[]): (text: string) => string {
  const facts = noFacts();
  for (const { cells } of preamble) readFacts(cells, facts);
  const period = certainPeriod(facts);
  return (text) => {
    const parts = YEARLESS.exec(text.trim());
    if (parts === null || period === null) return text;
    const [day, month] = [parts[1] ?? parts[4] ?? '', parts[2] ?? parts[3] ?? ''];
    const fits = yearsOf(period).filter((year) => {
      const date = readDate(`${day} ${month} ${year}`, 'day-first');
      return date !== null && date >= period[0] && date <= period[1];
    });
    return fits.length === 1 ? `${day} ${month} ${fits[0]}` : text;
  };
}

function yearsOf([from, to]: readonly [string, string]): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, after) => first + after);
}
