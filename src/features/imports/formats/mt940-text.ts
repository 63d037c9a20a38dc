import { collapse } from './statement-text.ts';

/** Who and what for, from the text of an entry. */
export interface EntryText {
  counterparty: string | null;
  description: string;
}

/** Subfields hold 27 characters and lines 65: a full one runs on in the next, a shorter one ended on purpose. */
const SUBFIELD = 27;
const LINE = 65;

const STRUCTURED = /^\s*(?:\d{3})?([?<>~])(?=\d\d)/;
const CODES = new Set(
  (
    'ADDR BENM BIC BUSP CHGS CNTP CREF CSID EREF EXCH IBAN ID INIT ISDT KREF MARF NAME OAMT OCMT ORDP PREF PURP ' +
    'REMI RTRN SVCL SVWZ SWOC TRCD TRTP ULTB ULTC ULTD'
  ).split(' '),
);
const NO_NAME = /^(?:NOTPROVIDED|NOT PROVIDED|NONREF|N\/A|-*)$/i;

/** The text of :86:, in whichever of its styles the bank writes it. */
export function readInformation(lines: string[]): EntryText {
  const separator = STRUCTURED.exec(lines.join(''))?.[1];
  if (separator !== undefined) return structured(lines.join(''), separator);
  const text = runOn(lines, LINE);
  if (/^\/[A-Z]{2,8}\//.test(text)) return slashed(text);
  return { counterparty: null, description: text };
}

/** '166?00GUTSCHRIFT?20text?21more?32name': subfields behind a sign and two digits. */
function structured(text: string, separator: string): EntryText {
  const purpose: string[] = [];
  const name: string[] = [];
  let booking = '';
  for (const part of text.split(separator === '?' ? /\?(?=\d\d)/ : separator).slice(1)) {
    const code = Number(part.slice(0, 2));
    const value = part.slice(2);
    if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63)) purpose.push(value);
    else if (code === 32 || code === 33) name.push(value);
    else if (code === 0) booking = collapse(value);
  }
  const description = runOn(purpose, SUBFIELD);
  return { counterparty: nameOf(runOn(name, SUBFIELD)), description: description || booking };
}

/** '/TRTP/SEPA/NAME/J. Doe/REMI/text': values behind known codes. */
function slashed(text: string): EntryText {
  const values = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const piece of text.split('/').slice(1)) {
    if (CODES.has(piece) && !values.has(piece)) values.set(piece, (current = []));
    else current?.push(piece);
  }
  const valueOf = (code: string): string =>
    collapse((values.get(code) ?? []).join('/').replace(/\/+\s*$/, ''));
  const remittance = valueOf('REMI').replace(/^(?:USTD|STRD\/\w{0,10})?\/\/?(?=.)/, '');
  // Account, bank, name and town of the other side.
  const party = collapse(values.get('CNTP')?.[2] ?? '');
  return { counterparty: nameOf(valueOf('NAME')) ?? nameOf(party), description: remittance || text };
}

/** ':NS:' has numbered lines: 01 to 14 what for, 15 and 16 the other side. */
export function readNumbered(lines: string[]): EntryText & { holder: string | null } {
  const numbered = new Map<number, string>();
  let last = -1;
  for (const line of lines) {
    const found = /^(\d\d)(.*)$/s.exec(line);
    if (found === null) {
      if (last >= 0) numbered.set(last, (numbered.get(last) ?? '') + line);
      continue;
    }
    last = Number(found[1]);
    numbered.set(last, (numbered.get(last) ?? '') + (found[2] ?? ''));
  }
  const between = (from: number, to: number): string[] =>
    [...numbered].filter(([number]) => number >= from && number <= to).map(([, text]) => text);
  return {
    counterparty: nameOf(runOn(between(15, 16), SUBFIELD)),
    description: runOn(between(1, 14), SUBFIELD),
    holder: nameOf(collapse(numbered.get(22) ?? '')),
  };
}

function nameOf(text: string): string | null {
  return NO_NAME.test(text) ? null : text;
}

function runOn(pieces: string[], full: number): string {
  return collapse(pieces.map((piece) => (piece.length === full ? piece : `${piece} `)).join(''));
}
