/** Words that say how money moved and not for what: they would only be learned by accident. */
const NOISE = new Set(
  (
    'pos web ussd nip trf transfer transfers tfr xfer from to via app online card visa mastercard verve debit credit dr ' +
    'cr txn trx trans transaction transactions ref reference no nr number id session purch local intl value date ' +
    'narration rrn stan terminal tid auth neft rtgs eft ach fip nibss pymt pmt the of for by at on and or in out your ' +
    'you has have been with a an my is was de la le les du des au aux et pour par en el al ya za wa na kwa ni ltd limited ' +
    'plc pty cc co inc llc sarl sa sas nig nigeria ghana kenya uganda tanzania rwanda senegal egypt ng gh ke ug tz rw sn ' +
    'ci eg lagos ikeja abuja accra kumasi nairobi mombasa kampala dar salaam kigali dakar abidjan cairo johannesburg ' +
    'cape town durban pretoria completed successful payment payments paid paye pay paybill till purchase mobile bill ' +
    'merchant acc account inward outward momo momopay mpesa pesa wave om opay palmpay moniepoint kuda paga payshap ' +
    'instapay ipn interac wari umetuma umepokea sent received envoi recu recue reference ' +
    'ewallet wallet lipa namba vers depuis achat paiement virement vir prlv cb malipo kwenda kutoka bank banque'
  ).split(' '),
);

/** Wallets say nothing of what money was for, but beside a charge they tell whose it is. */
const WALLETS = new Set('momo mpesa pesa wave om'.split(' '));
const CHARGES = new Set('fee fees charge charges frais commission levy tariff'.split(' '));

/** A transfer or a charge names a place where it was made or who got it, and not what it was for. */
const TRANSFERS = new Set(
  'trf tfr xfer transfer transfers transferred nip virement transfert sent umetuma'.split(' '),
);
const LEVIES = new Set(
  'levy levies emtl vat duty excise charge charges fee fees frais commission'.split(' '),
);

/** Words that end or begin the name of a place. */
const PLACES = new Set(
  (
    'market markets marche soko mall plaza junction park road rd street avenue estate roundabout terminus station gare ' +
    'quartier stage'
  ).split(' '),
);

/** Words that people are called by as well: they say who was paid, and not what for. */
const GIVEN_NAMES = new Set(
  (
    'blessing charity comfort daisy faith favour fortune gift goodluck goodness grace happiness happy hope ' +
    'innocent joy justice lovely loveth mercy miracle patience peace praise precious prince princess promise prosper ' +
    'rejoice'
  ).split(' '),
);

const MOST_WORDS = 12;
/** Letters of a word's beginning that count: banks cut names, and people misspell their ends. */
const STEM = 5;

/** Most texts of banks: no accents to take off. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A feature and how much it weighs beside the words themselves. */
export interface Feature {
  readonly name: string;
  readonly weight: number;
}

/** The words of a text that can tell something: lower case, no accents, references, channels or people's names. */
export function wordsOf(text: string): string[] {
  return allWords(text)
    .filter((word, at, all) => !isNoise(word, all[at - 1] ?? '', all[at + 1] ?? '') && !isReference(word))
    .slice(0, MOST_WORDS);
}

/** Whether the text is of a transfer or a charge: a place in it is no shop then. */
export function movesOnly(text: string): boolean {
  return allWords(text).some((word) => TRANSFERS.has(word) || LEVIES.has(word));
}

/** The words of a place's name: the word that says so and the ones beside it. */
export function placeWords(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  words.forEach((word, at) => {
    if (!PLACES.has(word)) return;
    for (const one of words.slice(Math.max(0, at - 1), at + 2)) found.add(one);
  });
  return found;
}

function allWords(text: string): string[] {
  const words = PLAIN.test(text)
    ? text.toLowerCase().split(/[^a-z0-9]+/)
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '');
}

function isNoise(word: string, before: string, behind: string): boolean {
  if (GIVEN_NAMES.has(word)) return true;
  return NOISE.has(word) && !(WALLETS.has(word) && (CHARGES.has(before) || CHARGES.has(behind)));
}

/** What a text is compared by: its words, pairs of words that stand together, and beginnings of long words. */
export function featuresOf(words: readonly string[]): Feature[] {
  const found = new Map<string, number>();
  words.forEach((word, index) => {
    if (word.length > 1) found.set(word, 1);
    const next = words[index + 1];
    if (next !== undefined) found.set(`${word} ${next}`, 1);
    if (word.length >= STEM && !/\d/.test(word)) found.set(`${word.slice(0, STEM)}-`, 0.4);
  });
  return [...found].map(([name, weight]) => ({ name, weight }));
}

/** The feature of a whole name, which only rows of the purse itself have. */
export function nameFeature(name: string): string {
  return `=${name.toLowerCase()}`;
}

function isReference(word: string): boolean {
  if (word.length > 24) return true;
  if (!/\d/.test(word)) return false;
  const digits = word.replace(/\D/g, '').length;
  return (digits >= 3 && digits * 2 >= word.length) || digits === word.length;
}
