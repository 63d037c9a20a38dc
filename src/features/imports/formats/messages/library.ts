// All shapes, compiled once, and who sends which.
import { compile } from './pattern.ts';
import type { Pattern } from './pattern.ts';
import type { CountryShapes, Issuer, Shape } from './shape.ts';
import { COTE_D_IVOIRE } from './shapes/ci.ts';
import { EGYPT } from './shapes/eg.ts';
import { ENGLISH } from './shapes/english.ts';
import { ETHIOPIA } from './shapes/et.ts';
import { FRENCH } from './shapes/french.ts';
import { GHANA } from './shapes/gh.ts';
import { KENYA } from './shapes/ke.ts';
import { MOZAMBIQUE } from './shapes/mz.ts';
import { NIGERIA } from './shapes/ng.ts';
import { PORTUGUESE } from './shapes/portuguese.ts';
import { RWANDA } from './shapes/rw.ts';
import { SENEGAL } from './shapes/sn.ts';
import { SWAHILI } from './shapes/swahili.ts';
import { TANZANIA } from './shapes/tz.ts';
import { UGANDA } from './shapes/ug.ts';
import { SOUTH_AFRICA } from './shapes/za.ts';

export interface ReadyShape extends Omit<Shape, 'pattern'> {
  pattern: Pattern;
  /** Of the message's own country: believed before a wording of the language. */
  own: boolean;
}

export interface CountryLibrary {
  country: string;
  zone: string;
  issuers: readonly Issuer[];
  /** In and out; facts; none. */
  moves: readonly ReadyShape[];
  facts: readonly ReadyShape[];
  none: readonly ReadyShape[];
}

export const COUNTRIES: readonly CountryShapes[] = [
  NIGERIA,
  KENYA,
  GHANA,
  SOUTH_AFRICA,
  TANZANIA,
  UGANDA,
  RWANDA,
  ETHIOPIA,
  SENEGAL,
  COTE_D_IVOIRE,
  EGYPT,
  MOZAMBIQUE,
];
export const LANGUAGES: readonly (readonly Shape[])[] = [ENGLISH, FRENCH, SWAHILI, PORTUGUESE];

const LANGUAGE_SHAPES = LANGUAGES.flat().map((shape) => ready(shape, false));
const known = new Map<string, CountryLibrary>();

/** What is known of a country's messages; of one without a file of its own, the wordings of the languages. */
export function libraryOf(country: string): CountryLibrary {
  const found = known.get(country);
  if (found !== undefined) return found;
  const own = COUNTRIES.find((candidate) => candidate.country === country);
  const shapes = [...(own?.shapes ?? []).map((shape) => ready(shape, true)), ...LANGUAGE_SHAPES];
  const library = {
    country,
    zone: own?.zone ?? 'UTC',
    issuers: own?.issuers ?? [],
    moves: shapes.filter(({ is }) => is === 'in' || is === 'out'),
    facts: shapes.filter(({ is }) => is === 'fact'),
    none: shapes.filter(({ is }) => is === 'no'),
  };
  known.set(country, library);
  return library;
}

function ready(shape: Shape, own: boolean): ReadyShape {
  return { ...shape, pattern: compile(shape.pattern), own };
}

/** Where a name ends: '#' stands for a digit. */
const STOPS = [
  'on #',
  'on on',
  'on mon',
  'on tue',
  'on wed',
  'on thu',
  'on fri',
  'on sat',
  'on sun',
  'at #',
  'dated',
  'date',
  'time',
  'current bal',
  'current balance',
  'available bal',
  'available balance',
  'avail',
  'avail bal',
  'new bal',
  'new balance',
  'new m-pesa',
  'new mpesa',
  'new t-kash',
  'new telecel',
  'new vodafone',
  'new airtel',
  'new mobile',
  'new account',
  'your',
  'balance',
  'bal',
  'updated balance',
  'outstanding',
  'ref',
  'reference',
  'ref no',
  'transaction',
  'trans',
  'txn',
  'txnid',
  'txid',
  'trx',
  'tid',
  'id',
  'receipt',
  'session id',
  'fee',
  'fees',
  'charge',
  'charges',
  'charged',
  'cost',
  'commission',
  'vat',
  'tax',
  'e-levy',
  'levy',
  'for account',
  'for meter',
  'in acc',
  'in account',
  'in a/c',
  'with',
  'as your',
  'kwenda',
  'risiti',
  'for goods',
  'for package',
  'for plate',
  'for electricity',
  'for #',
  'via',
  'using',
  'through',
  'from your',
  'from account',
  'from a/c',
  'from acc',
  'to your',
  'in your',
  'on your',
  'is successful',
  'was successful',
  'has been',
  'have been',
  'successful',
  'successfully',
  'thank',
  'thanks',
  'dial',
  'reason',
  'message',
  'content',
  'till #',
  'if not',
  'amount',
  'le #',
  'a #',
  'nouveau solde',
  'solde',
  'votre',
  'frais',
  'a reussi',
  'reussi',
  'effectue',
  'avec succes',
  'tarehe',
  'salio',
  'ada tsh',
  'ada tzs',
  'ada ksh',
  'ada #',
  'saa #',
  'siku',
  'muamala',
  'kumbukumbu',
  'mnamo',
  'akaunti',
  'namba',
  'jumla',
  'gharama',
  'aos',
  'em #',
  'as #',
  'o teu',
  'o novo',
  'o seu',
  'saldo',
  'taxa',
  'e a taxa',
  'com referencia',
  'comissao',
  'رصيدك',
  'رقم',
  'مصاريف',
];

/** Labels that end a bank's narration that stands in one line with them. */
const LABELS = [
  'date',
  'dt',
  'time',
  'avail',
  'avail bal',
  'available balance',
  'available',
  'bal',
  'balance',
  'acct',
  'acc',
  'a/c',
  'amt',
  'amount',
  'ref',
  'reference',
  'total',
  'help',
  'dr',
  'cr',
  'vat',
  'charge',
  'fee',
  'txn id',
  'solde',
  'saldo',
];

export const STOP_WORDS = new RegExp(
  `(?:${STOPS.sort((left, right) => right.length - left.length)
    .map((words) => words.replace(/[/.]/g, '\\$&').replace(/ /g, '[\\s:.,]{1,3}').replace('#', '\\d'))
    .map((words) => (words.endsWith('\\d') ? words : `${words}(?![a-z\\u0600-\\u06ff])`))
    .join('|')})`,
  'y',
);

export const LABEL_WORDS = new RegExp(
  `(?:${LABELS.sort((left, right) => right.length - left.length)
    .map((words) => words.replace(/[/.]/g, '\\$&').replace(/ /g, '[ .]{1,2}'))
    .join('|')})[ .]{0,2}(?:[:]|(?=(?:amt|ngn|n|ghs|kes|ugx|tzs|zar|r|etb)[ .:]{0,2}\\d))`,
  'y',
);
