import { readMoney, signedByMark } from './csv-amount.ts';
import type { DecimalMark } from './csv-amount.ts';
import { readDate } from './csv-date.ts';
import { labelOf, plainWords } from './csv-vocabulary.ts';
import type { DateOrder } from '../../../domain/table-mapping.ts';
import { collapse, currencyCode } from './statement-text.ts';

/** What the lines above and below the table say about the statement; figures and dates still as text. */
export interface StatementFacts {
  account: string | null;
  accountName: string | null;
  currency: string | null;
  opening: string | null;
  closing: string | null;
  from: string | null;
  to: string | null;
}

export function noFacts(): StatementFacts {
  return {
    account: null,
    accountName: null,
    currency: null,
    opening: null,
    closing: null,
    from: null,
    to: null,
  };
}

const DATE =
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th)?[-/. ]{1,2}(?:\d{1,2}|[A-Za-z]{3,9})[-/., ]{1,2}\d{2,4}(?!\d)|[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}/g;

/** Takes what one line says ("Account Number: 0123456789", or name and value in two cells). True if it said something. */
export function readFacts(cells: string[], facts: StatementFacts): boolean {
  let said = false;
  cells.forEach((cell, i) => {
    const split = /^\s*([^:]{2,60}?)\s*:\s*([^]*)$/.exec(cell);
    const name = split?.[1] ?? cell;
    const own = split?.[2]?.trim() ?? '';
    const value = own === '' ? (cells.slice(i + 1).find((next) => next.trim() !== '') ?? '').trim() : own;
    if (name.trim() !== '' && readFact(name, collapse(value), cells.join(' '), facts)) said = true;
  });
  return said;
}

function readFact(name: string, value: string, line: string, facts: StatementFacts): boolean {
  const words = plainWords(name);
  if (
    /\b(?:statement )?period\b|\b(?:periode|periodo|kipindi)\b|^du\b.*\bau\b|^date range\b|^statement (?:from|dates?)\b|\bfrom\b.*\bto\b|^between\b/.test(
      words,
    )
  ) {
    const dates = line.match(DATE) ?? [];
    if (dates[0] === undefined || dates[1] === undefined) return false;
    facts.from ??= dates[0];
    facts.to ??= dates[1];
    return true;
  }
  if (value === '') return false;
  if (/^(?:from|start|from date|start date|date from)$/.test(words)) return keep('from', DATE, value, facts);
  if (/^(?:to|end|to date|end date|date to)$/.test(words)) return keep('to', DATE, value, facts);
  if (
    /^(?:(?:account|acct|a c|acc|wallet|card|nuban)(?: (?:number|no|num|nr|id))?|iban|msisdn|mobile (?:number|no)|phone (?:number|no)|(?:numero|no|n) (?:de|du) compte|compte(?: (?:no|n|numero))?|(?:numero|no|n) da conta|conta(?: (?:no|n|numero))?|namba ya (?:akaunti|simu)|akaunti)$/.test(
      words,
    )
  ) {
    return keep(
      'account',
      /[A-Z]{0,4}[\dX*][\dX* ./-]{2,40}[\dX*]|[A-Z]{2}\d{2}[A-Z0-9 ]{10,30}/gi,
      value,
      facts,
    );
  }
  if (
    /^(?:account name|name|customer name|account holder|account title|customer|holder|account holder name|titulaire(?: du compte)?|nom(?: du client)?|titular|nome|jina(?: la mteja)?)$/.test(
      words,
    )
  ) {
    facts.accountName ??= value.slice(0, 200);
    return true;
  }
  if (/^(?:currency|account currency|ccy|currency code|devise|moeda|sarafu)$/.test(words)) {
    const code = /[A-Za-z]{3}/g;
    for (const match of value.matchAll(code)) facts.currency ??= currencyCode(match[0]);
    return facts.currency !== null;
  }
  const label = labelOf(name);
  if ((label === 'opening' || label === 'closing') && /\d/.test(value)) {
    facts[label] ??= value;
    return true;
  }
  return false;
}

function keep(fact: 'from' | 'to' | 'account', shape: RegExp, value: string, facts: StatementFacts): boolean {
  const match = value.match(shape)?.[0];
  if (match === undefined) return false;
  facts[fact] ??= match.trim();
  return true;
}

export function factMoney(
  text: string | null,
  decimal: DecimalMark | 'mixed',
  country: string,
): string | null {
  const money = text === null ? null : readMoney(text, decimal, country);
  return money === null ? null : signedByMark(money);
}

/** The stated period, if both ends are days that need no decision about day and month. */
export function certainPeriod(facts: StatementFacts): [string, string] | null {
  const [from, to] = [certainDay(facts.from), certainDay(facts.to)];
  return from === null || to === null || from > to ? null : [from, to];
}

function certainDay(text: string | null): string | null {
  if (text === null) return null;
  const [dayFirst, monthFirst] = [readDate(text, 'day-first'), readDate(text, 'month-first')];
  if (dayFirst !== null && monthFirst !== null) return dayFirst === monthFirst ? dayFirst : null;
  return dayFirst ?? monthFirst;
}

export function factDay(text: string | null, order: DateOrder): string | null {
  return text === null ? null : readDate(text, order);
}
