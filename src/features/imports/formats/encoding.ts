import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { decodePage852, isPage852 } from './code-page-852.ts';
import { legacyEncoding } from './legacy-encoding.ts';
import { Refusal } from './refusal.ts';

export interface DecodedText {
  text: string;
  encoding: string;
}

const HEAD = 4096;

/**
 * The text of a file. A byte order mark decides first, then the hint from outside, then zero bytes that only
 * UTF-16 explains, then what the file declares about itself (as far as the bytes agree), then UTF-8 if the
 * bytes are valid UTF-8, else what its words look like, windows-1252 mostly.
 */
export function decodeText(bytes: Uint8Array, hint: string | undefined): DecodedText {
  const encoding = encodingOf(bytes, hint);
  if (isPage852(encoding)) return { text: readable(decodePage852(bytes)), encoding: 'cp852' };
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch (error) {
    if (!isUnknownEncoding(error)) throw error;
    throw new Refusal(
      'unknown-encoding',
      `The encoding "${encoding}" is not one that can be read here; save the file as UTF-8 and send it again.`,
    );
  }
  return { text: readable(decoder.decode(bytes)), encoding };
}

/** Some systems fill their last block with zero bytes; anywhere else no text has one. */
function readable(padded: string): string {
  let end = padded.length;
  while (end > 0 && padded.charCodeAt(end - 1) === 0) end -= 1;
  const text = end === padded.length ? padded : padded.slice(0, end);
  if (text.includes('\0')) {
    throw new Refusal(
      'unreadable',
      'The file holds zero bytes, which no text has: it is damaged or not a text file. Export the statement again as CSV, OFX, CAMT, MT940 or QIF.',
    );
  }
  return text;
}

function isUnknownEncoding(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_ENCODING_NOT_SUPPORTED'
  );
}

function encodingOf(bytes: Uint8Array, hint: string | undefined): string {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return marked;
  if (hint !== undefined && hint.trim() !== '') return hint.trim().toLowerCase();
  const wide = wideEncoding(bytes);
  if (wide !== null) return wide;
  const declared = declaredEncoding(bytes);
  if (declared !== null && !isUnicodeLabel(declared)) return declared;
  return isAscii(bytes) || isUtf8(bytes) ? 'utf-8' : legacyEncoding(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return bytes[2] === 0 && bytes[3] === 0 && bytes.length >= 4 ? 'utf-32' : 'utf-16le';
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-16 without a mark: every second byte of mostly Latin text is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const end = Math.min(bytes.length - (bytes.length % 2), HEAD);
  if (end < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const pairs = end / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null;
}

/** What an XML declaration or an OFX header says; null when there is none. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const xml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head);
  if (xml?.[1] !== undefined) return xml[1].toLowerCase();
  if (!/^\s*OFXHEADER\s*:/i.test(head)) return null;
  const encoding = /^\s*ENCODING\s*:\s*(\S+)/im.exec(head)?.[1]?.toUpperCase() ?? '';
  if (encoding.startsWith('UTF') || encoding === 'UNICODE') return 'utf-8';
  const charset = /^\s*CHARSET\s*:\s*(\S+)/im.exec(head)?.[1]?.toUpperCase() ?? '';
  // Many banks write the header for windows-1252 and the body in UTF-8; text in windows-1252 that happens to
  // be valid UTF-8 hardly exists, so valid UTF-8 wins over this default (isUnicodeLabel sends it to the test).
  if (charset === '' || charset === 'NONE' || /^(1252|ISO-?8859-?1|8859-1)$/.test(charset)) return 'utf-8';
  return /^\d{3,4}$/.test(charset) ? `windows-${charset}` : charset.toLowerCase();
}

/** Labels whose claim the bytes themselves can confirm or refute. */
function isUnicodeLabel(label: string): boolean {
  return /^(utf-?8|us-?ascii|ascii|unicode|utf-?16)$/.test(label);
}
