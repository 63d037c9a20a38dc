import { readFileSync } from 'node:fs';

/** The same place seen from src/ and from dist/. */
const LIST = new URL('../../../third_party/common-passwords/passwords.txt', import.meta.url);

/** Characters that lie in a row on a keyboard, in the alphabet or among the digits; read in both directions. */
const ROWS = (
  '0123456789 1234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm azertyuiop qsdfghjklm wxcvbn ' +
  'qwertzuiop yxcvbnm 1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik 9ol'
)
  .split(' ')
  .flatMap((row) => [row, [...row].reverse().join('')]);

const WRITTEN_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Signs that may stand around a common word without making it another one: years, dates, "123", "!!". */
const MAX_AROUND = 8;
const SHORTEST_WORD = 4;

let list: ReadonlySet<string> | null = null;

function common(): ReadonlySet<string> {
  list ??= new Set(readFileSync(LIST, 'utf8').toLowerCase().split('\n').filter(Boolean));
  return list;
}

/**
 * True for what is tried first: an entry of the list, also with signs around it or written with digits for letters,
 * two entries in a row, one short piece repeated, and keys that lie in a row.
 */
export function isCommon(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  return (
    isListed(plain) || isListed(decoded(plain)) || isTwoListed(plain) || isRepetition(plain) || isWalk(plain)
  );
}

function isListed(text: string): boolean {
  if (common().has(text)) return true;
  const word = text.replace(/^\P{L}+|\P{L}+$/gu, '');
  return word.length >= SHORTEST_WORD && text.length - word.length <= MAX_AROUND && common().has(word);
}

function decoded(text: string): string {
  const core = text.replace(/[^\p{L}@$]+$/u, '');
  return [...core].map((sign) => WRITTEN_FOR[sign] ?? sign).join('');
}

function isTwoListed(text: string): boolean {
  for (let at = SHORTEST_WORD; at <= text.length - SHORTEST_WORD; at += 1) {
    if (common().has(text.slice(0, at)) && common().has(text.slice(at))) return true;
  }
  return false;
}

function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) !== text) continue;
    return length <= 4 || isListed(unit);
  }
  return false;
}

/** All but two signs lie in rows of three or more. */
function isWalk(text: string): boolean {
  let outside = 0;
  let at = 0;
  while (at < text.length) {
    let length = 1;
    while (at + length < text.length && isRow(text.slice(at, at + length + 1))) length += 1;
    if (length < 3) {
      outside += 1;
      at += 1;
    } else at += length;
  }
  return outside <= 2;
}

const isRow = (piece: string): boolean =>
  ROWS.some((row) => row.includes(piece)) || piece === piece.charAt(0).repeat(piece.length);
