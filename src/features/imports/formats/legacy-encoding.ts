import { TextDecoder } from 'node:util';

const LOOKED_AT = 262_144;
/** Words of other scripts are runs of high bytes; letters with accents stand alone or in pairs. */
const WORD = 4;

interface Runs {
  high: number;
  inWords: number;
  /** How often each byte stands in such words. */
  counts: number[];
}

/**
 * The encoding of a text that is no Unicode: Chinese, Cyrillic, Greek and Arabic are told by how their words are made
 * of bytes, Central European by signs in the middle of words, and everything else is windows-1252.
 */
export function legacyEncoding(bytes: Uint8Array): string {
  const head = bytes.subarray(0, LOOKED_AT);
  const { high, inWords, counts } = runsOf(head);
  if (high === 0) return 'windows-1252';
  if (inWords < high / 2) return insideWords(head) > 0 ? 'windows-1250' : 'windows-1252';
  const share = (from: number, to: number): number =>
    counts.slice(from, to + 1).reduce((sum, count) => sum + count, 0) / inWords;
  const part = (letter: number): number => (counts[letter] ?? 0) / inWords;
  // Alef and lam, of which Arabic is full, are rare together in every other script.
  if (part(0xc7) > 0.06 && part(0xe1) > 0.06) return 'windows-1256';
  // Common Chinese characters begin low; small letters of other scripts stand high.
  if (share(0xe0, 0xff) < 0.4) return isGb18030(head) ? 'gb18030' : 'windows-1252';
  // о, а and и against alpha, omicron and iota.
  const cyrillic = part(0xee) + part(0xe0) + part(0xe8);
  const greek = part(0xe1) + part(0xef) + part(0xe9);
  return greek > cyrillic ? 'windows-1253' : 'windows-1251';
}

function runsOf(bytes: Uint8Array): Runs {
  const counts = Array.from({ length: 256 }, () => 0);
  let [high, inWords, run] = [0, 0, 0];
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) {
      run += 1;
      continue;
    }
    high += run;
    if (run >= WORD) {
      inWords += run;
      for (let back = at - run; back < at; back += 1) {
        const letter = bytes[back] ?? 0;
        counts[letter] = (counts[letter] ?? 0) + 1;
      }
    }
    run = 0;
  }
  return { high, inWords, counts };
}

const WESTERN = new TextDecoder('windows-1252');
const CENTRAL = new TextDecoder('windows-1250');

/** High bytes between two letters that are signs in windows-1252 and letters in windows-1250: "wp³ata" is "wpłata". */
function insideWords(bytes: Uint8Array): number {
  const isLetter = (byte: number | undefined): boolean =>
    byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
  let votes = 0;
  for (let at = 1; at + 1 < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80 || !isLetter(bytes[at - 1]) || !isLetter(bytes[at + 1])) continue;
    const one = Uint8Array.of(byte);
    if (!/\p{L}/u.test(WESTERN.decode(one)) && /\p{L}/u.test(CENTRAL.decode(one))) votes += 1;
  }
  return votes;
}

function isGb18030(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes, { stream: true });
    const foreign = text.match(/[^\u0000-\u007f]/gu)?.length ?? 0;
    return (text.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/gu)?.length ?? 0) > foreign * 0.8;
  } catch (error) {
    if (!isInvalid(error)) throw error;
    return false;
  }
}

function isInvalid(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  );
}
