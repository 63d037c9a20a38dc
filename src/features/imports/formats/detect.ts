import { TextDecoder } from 'node:util';
import { decodeText } from './encoding.ts';
import { FETCHED } from './fetched.ts';
import { isHtml } from './html-table.ts';
import { GIVEN } from './messages/given.ts';
import { isMt940 } from './mt940-tags.ts';
import { isPdf } from './pdf-file.ts';
import { isQif } from './qif-records.ts';
import { NoStatement, Refusal } from './refusal.ts';
import type { FileFormat } from './statement.ts';
import { isZip } from '../../../platform/zip/zip-reader.ts';

export interface Detected {
  format: FileFormat;
  encoding: string;
  text: string;
  bytes: Uint8Array;
}

const ASK =
  'Ask the bank for the statement as a spreadsheet, CSV, OFX/QFX, CAMT (XML), MT940 or QIF and send that file.';

/** First bytes of what people send instead of a statement, and what to say about each. */
const SIGNATURES: { starts: number[]; at?: number; is: string; help: string; packs?: true }[] = [
  { starts: [0x89, 0x50, 0x4e, 0x47], is: 'a picture (PNG)', help: ASK },
  { starts: [0xff, 0xd8, 0xff], is: 'a picture (JPEG)', help: ASK },
  { starts: [0x47, 0x49, 0x46, 0x38], is: 'a picture (GIF)', help: ASK },
  { starts: [0x52, 0x49, 0x46, 0x46], is: 'a picture or sound file (RIFF)', help: ASK },
  { starts: [0x66, 0x74, 0x79, 0x70], at: 4, is: 'a picture or film (HEIC/MP4)', help: ASK },
  {
    starts: [0x1f, 0x8b],
    is: 'a compressed file (gzip)',
    help: 'Unpack it and send the file inside.',
    packs: true,
  },
  {
    starts: [0x37, 0x7a, 0xbc, 0xaf],
    is: 'a 7-Zip archive',
    help: 'Unpack it and send the file inside.',
    packs: true,
  },
  {
    starts: [0x52, 0x61, 0x72, 0x21],
    is: 'a RAR archive',
    help: 'Unpack it and send the file inside.',
    packs: true,
  },
  { starts: [0x7b, 0x5c, 0x72, 0x74, 0x66], is: 'a word-processor document (RTF)', help: ASK },
];

const CAMT_ROOTS: Record<string, FileFormat> = {
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrStmt: 'camt.053',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
};

/** The format and the decoded text, from the bytes alone; refuses what is no statement file. */
export function detectFile(bytes: Uint8Array, hint: string | undefined): Detected {
  if (bytes.length === 0) throw new Refusal('empty', 'The file is empty: it has no bytes at all.');
  refuseBinary(bytes);
  const { text, encoding } = decodeText(bytes, hint);
  const head = text.slice(0, 8192).trimStart();
  if (head === '' && text.trim() === '') {
    throw new Refusal('empty', 'The file holds nothing but blank space.');
  }
  refuseControlCharacters(text);
  refuseNumbers(text);
  return { format: formatOf(head === '' ? text.trimStart().slice(0, 8192) : head), encoding, text, bytes };
}

function refuseBinary(bytes: Uint8Array): void {
  if (isPdf(bytes)) {
    throw new Refusal('unsupported-format', 'A PDF is read only by itself. Unpack it and send the PDF.');
  }
  for (const { starts, at = 0, is, help, packs } of SIGNATURES) {
    if (starts.every((byte, i) => bytes[at + i] === byte)) {
      const why = `The file is ${is}, not a statement file. ${help}`;
      // What another archive holds may be statements.
      throw packs ? new Refusal('unsupported-format', why) : new NoStatement('unsupported-format', why);
    }
  }
}

/** OpenDocument files are ZIP archives, told by the name of the part they begin with. */
export function isOpenDocument(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  return /^.{30}mimetypeapplication\/vnd\.oasis/s.test(start);
}

function refuseControlCharacters(text: string): void {
  let odd = 0;
  const end = Math.min(text.length, 4096);
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || code === 0xfffd) odd += 1;
  }
  if (odd > Math.max(2, end * 0.02)) {
    throw new Refusal('unreadable', `The file is not text: it looks like binary data. ${ASK}`);
  }
}

/** No table, no message and no tag: a list of bare numbers tells nothing of an account. */
function refuseNumbers(text: string): void {
  if (/[^\d\s]/.test(text)) return;
  throw new Refusal('no-statement', `The file holds nothing but whole numbers, no statement. ${ASK}`);
}

function formatOf(head: string): FileFormat {
  if (head.startsWith(GIVEN)) return 'messages';
  if (head.startsWith(FETCHED)) return 'connection';
  if (/^OFXHEADER\s*:/i.test(head)) return 'ofx1';
  if (/^<\?OFX\s|^<\?xml[^>]*>\s*(?:<!--[^]*?-->\s*)*<\?OFX\s/i.test(head)) return 'ofx2';
  if (/^<OFX\s*>/i.test(head)) return 'ofx1';
  if (/^<\?xml[^>]*>\s*(?:<!--[^]*?-->\s*)*<OFX\s*>/i.test(head)) return 'ofx2';
  if (isHtml(head)) return 'html';
  if (head.startsWith('<')) return xmlFormat(head);
  if (isQif(head)) return 'qif';
  if (isMt940(head)) return 'mt940';
  if (/^[[{]\s*["{[]/.test(head)) {
    throw new Refusal('unsupported-format', `The file is JSON data, not a bank statement. ${ASK}`);
  }
  return 'csv';
}

function xmlFormat(head: string): FileFormat {
  if (/<!DOCTYPE/i.test(head)) {
    throw new Refusal(
      'forbidden-doctype',
      'The file begins with a DOCTYPE, which no bank statement needs and which can be used to attack the reader. It was not read.',
    );
  }
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head)) return 'xml-spreadsheet';
  if (/<smses[\s>]/.test(head)) return 'sms-backup';
  const message = /<(?:[\w.-]+:)?(BkToCstmrAcctRpt|BkToCstmrStmt|BkToCstmrDbtCdtNtfctn)(?:V\d+)?[\s>/]/.exec(
    head,
  );
  const known = message?.[1] === undefined ? undefined : CAMT_ROOTS[message[1]];
  if (known !== undefined) return known;
  const space = /iso:20022:[\w:]*?(camt\.05[234])\.|["'/:](camt\.05[234])\.\d{3}\.\d{2}/.exec(head);
  const named = space?.[1] ?? space?.[2];
  if (named === 'camt.052' || named === 'camt.053' || named === 'camt.054') return named;
  const root = /<([A-Za-z_][\w.:-]*)/.exec(head)?.[1];
  throw new NoStatement(
    'unknown-format',
    `The file is XML, but neither a CAMT statement nor OFX${root === undefined ? '' : ` (its first element is ${root.slice(0, 60)})`}. ${ASK}`,
  );
}
