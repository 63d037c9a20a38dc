/** Words of channels and paperwork that say how money moved, not who moved it. */
const NOISE = new Set(
  (
    'pos purchase payment payments web ussd nip trf transfer transfers tfr from to via mobile app internet banking online ' +
    'card visa mastercard verve debit credit dr cr txn trx trans transaction ref reference no number id session ' +
    'purchase purch local intl international value date narration rrn stan terminal tid auth settlement inward outward ' +
    'neft rtgs eft ach fip nibss pymt pmt fbn the of for by at on and merchant paybill till completed'
  ).split(' '),
);

const MAX_LENGTH = 80;

/**
 * A counterparty's name out of a bank's text: reference numbers, dates, store numbers and channel words go, what is
 * left is put in title case and cut at 80 characters. Where nothing is left the trimmed text itself is the name;
 * empty only for an empty text. Stable: the name of a name is the same name.
 */
export function counterpartyName(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  const tokens = plain
    .replace(/\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/g, ' ')
    .split(/[\s/\\|:;,*#_()[\]{}<>]+|(?:\s|^)-+(?:\s|$)/)
    .map((token) => token.replace(/^[-.'’]+|[-.'’]+$/g, ''))
    .filter((token) => token !== '' && !isReference(token) && !NOISE.has(token.toLowerCase()));
  const name = tokens.slice(0, 6).map(titleCase).join(' ');
  return (name === '' ? plain.replace(/\s+/g, ' ') : name).slice(0, MAX_LENGTH).trim();
}

/** The trigrams of a text's normalised name: what `likeness` compares, for comparing one text with many. */
export function nameGrams(text: string): ReadonlySet<string> {
  return trigrams(counterpartyName(text).toLowerCase());
}

/** How alike two sets of `nameGrams` are, 0 to 1 (Dice); 0 where one is empty. */
export function gramLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  const dice = (2 * shared) / (a.size + b.size);
  // One name may carry more words than the other: the shorter being wholly inside counts nearly as much.
  const inside = shared / Math.min(a.size, b.size);
  return Math.max(dice, inside >= 0.95 && Math.min(a.size, b.size) >= 4 ? 0.85 : 0);
}

/** How alike two texts are as names of one payee, 0 to 1: shared trigrams of the normalised names. */
export function likeness(left: string, right: string): number {
  return gramLikeness(nameGrams(left), nameGrams(right));
}

function isReference(token: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  return digits >= 3 && digits * 2 >= token.length ? true : digits > 0 && digits === token.length;
}

function titleCase(token: string): string {
  return token.charAt(0).toLocaleUpperCase('en') + token.slice(1).toLocaleLowerCase('en');
}

function trigrams(text: string): Set<string> {
  const grams = new Set<string>();
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let index = 0; index + 3 <= padded.length; index += 1) grams.add(padded.slice(index, index + 3));
  }
  return grams;
}
