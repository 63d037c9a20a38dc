import { readMoney, signedByMark } from './csv-amount.ts';
import type { DecimalMark } from './csv-amount.ts';
import { readDate } from './csv-date.ts';
import { labelOf, plainWords } from './csv-vocabulary.ts';
import type { DateOrder } from '../../../domain/table-mapping.ts';
import { collapse, currencyCode, statedCurrency } from './statement-text.ts';

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

/** What a name says that a value beside or below it is. */
type FactName = 'period' | 'from' | 'to' | 'account' | 'accountName' | 'currency' | 'opening' | 'closing';

const FACT_NAMES: [FactName, RegExp][] = [
  [
    'period',
    /\b(?:statement )?period\b|\b(?:periode|periodo|kipindi)\b|^du\b.*\bau\b|^date range\b|^statement (?:from|dates?)\b|\bfrom\b.*\bto\b|^between\b/,
  ],
  ['from', /^(?:from|start|from date|start date|date from)$/],
  ['to', /^(?:to|end|to date|end date|date to)$/],
  [
    'account',
    /^(?:(?:account|acct|a c|acc|wallet|card|nuban)(?: (?:number|no|num|nr|id))?|iban|msisdn|mobile (?:number|no)|phone (?:number|no)|(?:numero|no|n) (?:de|du) compte|compte(?: (?:no|n|numero))?|(?:numero|no|n) da conta|conta(?: (?:no|n|numero))?|namba ya (?:akaunti|simu)|akaunti)$/,
  ],
  [
    'accountName',
    /^(?:account name|name|customer name|account holder|account title|customer|holder|account holder name|titulaire(?: du compte)?|nom(?: du client)?|titular|nome|jina(?: la mteja)?)$/,
  ],
  ['currency', /^(?:currency|account currency|ccy|currency code|devise|moeda|sarafu)$/],
];

/** Other names that stand in the boxes at the head of a statement; what they name is not ours to keep. */
const OTHER_NAMES =
  /^(?:account (?:type|class|status)|address|agence|balcao|bank|bic|branch(?: (?:name|code))?|bvn|cif(?: (?:no|number))?|customer (?:id|no|number)|date|e ?mail(?: address)?|page|phone|print(?:ed)?(?: date| on)?|product(?: (?:name|type))?|sort code|statement (?:date|no|number)|swift(?: code)?|tawi|telephone|type)$/;

/** Takes what one line says ("Account Number: 0123456789", or name and value in two cells). True if it said something. */
export function readFacts(cells: string[], facts: StatementFacts): boolean {
  let said = false;
  cells.forEach((cell, i) => {
    const [name, own] = named(cell);
    const value = own === '' ? (cells.slice(i + 1).find((next) => next.trim() !== '') ?? '').trim() : own;
    // The dates of a period stand in its own cell and behind it: one before is that of something else.
    if (readFact(name, collapse(value), cells.slice(i).join(' '), facts)) said = true;
  });
  return said;
}

/** The name and the value of a cell such as "Currency: NGN"; without a colon it may be either. */
function named(cell: string): [name: string, value: string] {
  const split = /^\s*([^:]{2,60}?)\s*:\s*([^]*)$/.exec(cell);
  return [split?.[1] ?? cell, split?.[2]?.trim() ?? ''];
}

function factName(text: string): FactName | null {
  const words = plainWords(text);
  if (words === '') return null;
  const found = FACT_NAMES.find(([, shape]) => shape.test(words))?.[0];
  if (found !== undefined) return found;
  const label = labelOf(text);
  return label === 'opening' || label === 'closing' ? label : null;
}

/** Boxes stand side by side: what is beside a name may be the name of the next one. */
function isName(value: string): boolean {
  const [name] = named(value);
  return factName(name) !== null || OTHER_NAMES.test(plainWords(name));
}

function readFact(name: string, value: string, onward: string, facts: StatementFacts): boolean {
  const fact = factName(name);
  if (fact === null) return false;
  if (fact === 'period') return keepPeriod(onward, facts);
  if (value === '' || isName(value)) return false;
  switch (fact) {
    case 'from':
    case 'to':
      return keep(fact, DATE, value, facts);
    case 'account':
      return keep(
        fact,
        /[A-Z]{0,4}[\dX*][\dX* ./-]{2,40}[\dX*]|[A-Z]{2}\d{2}[A-Z0-9 ]{10,30}/gi,
        value,
        facts,
      );
    case 'accountName':
      facts.accountName ??= value.slice(0, 200);
      return true;
    case 'currency':
      facts.currency ??= statedCurrency(value);
      for (const [code] of value.matchAll(/\b[A-Za-z]{3}\b/g)) facts.currency ??= currencyCode(code);
      return facts.currency !== null;
    case 'opening':
    case 'closing':
      if (!/\d/.test(value)) return false;
      facts[fact] ??= value;
      return true;
  }
}

function keepPeriod(text: string, facts: StatementFacts): boolean {
  const [from, to] = text.match(DATE) ?? [];
  if (from === undefined || to === undefined) return false;
  const [first, last] = [certainDay(from), certainDay(to)];
  if (first !== null && last !== null && first > last) return false;
  facts.from ??= from;
  facts.to ??= to;
  return true;
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

/** The stated period by the order of days and months that the file was found to have; its last day is not before its first. */
export function factPeriod(
  facts: StatementFacts,
  order: DateOrder,
): [from: string | null, to: string | null] {
  const [from, to] = [facts.from, facts.to].map((text) => (text === null ? null : readDate(text, order)));
  return from != null && to != null && from > to ? [null, null] : [from ?? null, to ?? null];
}
