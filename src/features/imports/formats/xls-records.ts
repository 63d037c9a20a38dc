import { TextDecoder } from 'node:util';
import { brokenOff } from './compound-file.ts';

export const BOF = 0x809;
export const EOF = 0x0a;
export const CONTINUE = 0x3c;
export const LOCKED = 0x2f;
export const SHEET = 0x85;
export const DATES_FROM_1904 = 0x22;
export const FORMAT = 0x41e;
export const STYLE = 0xe0;
export const STRINGS = 0xfc;
export const MERGED = 0xe5;
export const LABEL = 0x204;
export const RICH_LABEL = 0xd6;
export const STRING_LABEL = 0xfd;
export const NUMBER = 0x203;
export const SHORT_NUMBER = 0x27e;
export const SHORT_NUMBERS = 0xbd;
export const FORMULA = 0x06;
export const FORMULA_TEXT = 0x207;
export const YES_NO_OR_ERROR = 0x205;

/** One record of a workbook's stream, with what continues it. */
export interface XlsRecord {
  type: number;
  data: DataView;
  /** The records that go on where `data` ends; long texts are cut anywhere. */
  more: DataView[];
}

const LATIN = new TextDecoder('latin1');
const WIDE = new TextDecoder('utf-16le');

/** The records from a place in the stream on, until `visit` returns false. */
export function forEachXlsRecord(
  stream: Uint8Array,
  from: number,
  visit: (record: XlsRecord) => boolean,
): void {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = from;
  while (at + 4 <= stream.length) {
    const type = view.getUint16(at, true);
    const data = bodyAt(view, at);
    at += 4 + data.byteLength;
    const more: DataView[] = [];
    while (at + 4 <= stream.length && view.getUint16(at, true) === CONTINUE) {
      more.push(bodyAt(view, at));
      at += 4 + (more.at(-1)?.byteLength ?? 0);
    }
    if (!visit({ type, data, more })) return;
  }
}

function bodyAt(view: DataView, at: number): DataView {
  const length = view.getUint16(at + 2, true);
  if (at + 4 + length > view.byteLength) throw brokenOff();
  return new DataView(view.buffer, view.byteOffset + at + 4, length);
}

/** Reads numbers and texts of a record on into the records that continue it. */
export class XlsCursor {
  readonly #parts: readonly DataView[];
  #part = 0;
  #at: number;

  constructor({ data, more }: XlsRecord, at = 0) {
    this.#parts = [data, ...more];
    this.#at = at;
  }

  u8(): number {
    const part = this.#ready();
    this.#at += 1;
    return part.getUint8(this.#at - 1);
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  /** A text with its count of letters before it; what is told of its looks and its pronunciation is passed over. */
  text(count: 'one byte' | 'two bytes'): string {
    const letters = count === 'one byte' ? this.u8() : this.u16();
    const flags = this.u8();
    const runs = (flags & 8) === 0 ? 0 : this.u16();
    const extra = (flags & 4) === 0 ? 0 : this.u32();
    const text = this.#letters(letters, (flags & 1) === 1);
    this.#skip(runs * 4 + extra);
    return text;
  }

  /** Where a text goes on in another record, a first byte says anew whether its letters have one byte or two. */
  #letters(count: number, wide: boolean): string {
    let text = '';
    let left = count;
    let size = wide ? 2 : 1;
    while (left > 0) {
      if (this.#at >= (this.#parts[this.#part]?.byteLength ?? 0)) {
        this.#ready();
        size = (this.u8() & 1) === 1 ? 2 : 1;
        if (this.#at >= (this.#parts[this.#part]?.byteLength ?? 0)) continue;
      }
      const part = this.#ready();
      const taken = Math.min(left, Math.floor((part.byteLength - this.#at) / size));
      if (taken === 0) throw brokenOff();
      const bytes = new Uint8Array(part.buffer, part.byteOffset + this.#at, taken * size);
      text += (size === 2 ? WIDE : LATIN).decode(bytes);
      this.#at += taken * size;
      left -= taken;
    }
    return text;
  }

  #skip(bytes: number): void {
    let left = bytes;
    while (left > 0) {
      const part = this.#ready();
      const taken = Math.min(left, part.byteLength - this.#at);
      this.#at += taken;
      left -= taken;
    }
  }

  /** The part that holds the next byte. */
  #ready(): DataView {
    for (;;) {
      const part = this.#parts[this.#part];
      if (part === undefined) throw brokenOff();
      if (this.#at < part.byteLength) return part;
      this.#part += 1;
      this.#at = 0;
    }
  }
}
