import { Refusal } from './refusal.ts';

const HEADER = 512;
const ENTRY = 128;
const STREAM = 2;
const ROOT = 5;
const SMALL = 4096;
/** Marks above this are no sectors: end of chain, free, part of the table itself. */
const LAST_SECTOR = 0xfffffff9;

interface Entry {
  name: string;
  type: number;
  start: number;
  size: number;
}

export function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, at) => bytes[at] === byte);
}

/** The streams of a compound file, the container of old Office documents and of locked new ones, by their names. */
export class CompoundFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #shift: number;
  readonly #table: number[];
  readonly #small: number[];
  readonly #smallSectors: Uint8Array;
  readonly #entries: Entry[];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#shift = bytes.length < HEADER ? 0 : this.#view.getUint16(30, true);
    if (this.#shift !== 9 && this.#shift !== 12) throw brokenOff();
    this.#table = this.#readTable();
    this.#entries = this.#readEntries(this.#chain(this.#view.getUint32(48, true)));
    const root = this.#entries.find(({ type }) => type === ROOT);
    this.#small = words(this.#chain(this.#view.getUint32(60, true)));
    this.#smallSectors = root === undefined ? new Uint8Array() : this.#chain(root.start);
  }

  has(name: string): boolean {
    return this.#entry(name) !== undefined;
  }

  /** The bytes of a stream; null where there is none of this name. */
  stream(name: string): Uint8Array | null {
    const entry = this.#entry(name);
    if (entry === undefined) return null;
    const whole = entry.size < SMALL ? this.#smallChain(entry.start) : this.#chain(entry.start);
    if (whole.length < entry.size) throw brokenOff();
    return whole.subarray(0, entry.size);
  }

  #entry(name: string): Entry | undefined {
    return this.#entries.find((one) => one.type === STREAM && one.name.toLowerCase() === name.toLowerCase());
  }

  /** Which sector follows which. The header names the first 109 sectors of this list, chains of their own the others. */
  #readTable(): number[] {
    const most = Math.ceil(this.#bytes.length / (1 << this.#shift));
    const places: number[] = [];
    for (let at = 76; at < HEADER; at += 4) places.push(this.#view.getUint32(at, true));
    let next = this.#view.getUint32(68, true);
    for (let turns = 0; next <= LAST_SECTOR && turns < most; turns += 1) {
      const more = words(this.#sector(next));
      next = more.pop() ?? LAST_SECTOR + 1;
      places.push(...more);
    }
    const table: number[] = [];
    for (const place of places) {
      if (place > LAST_SECTOR) continue;
      if (table.length > most + (1 << this.#shift)) break;
      for (const word of words(this.#sector(place))) table.push(word);
    }
    return table;
  }

  #readEntries(bytes: Uint8Array): Entry[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries: Entry[] = [];
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
      const length = Math.min(view.getUint16(at + 64, true), 64);
      let name = '';
      for (let i = 0; i + 2 < length; i += 2) name += String.fromCharCode(view.getUint16(at + i, true));
      entries.push({
        name,
        type: view.getUint8(at + 66),
        start: view.getUint32(at + 116, true),
        size: view.getUint32(at + 120, true),
      });
    }
    return entries;
  }

  #sector(number: number): Uint8Array {
    const start = (number + 1) * (1 << this.#shift);
    if (start >= this.#bytes.length) throw brokenOff();
    return this.#bytes.subarray(start, start + (1 << this.#shift));
  }

  /** A chain is never longer than the file has sectors: one that bites its tail is refused. */
  #chain(first: number): Uint8Array {
    return joined(first, this.#table, Math.ceil(this.#bytes.length / (1 << this.#shift)), (sector) =>
      this.#sector(sector),
    );
  }

  #smallChain(first: number): Uint8Array {
    const sectors = this.#smallSectors;
    return joined(first, this.#small, Math.ceil(sectors.length / 64), (sector) => {
      if (sector * 64 >= sectors.length) throw brokenOff();
      return sectors.subarray(sector * 64, sector * 64 + 64);
    });
  }
}

function joined(
  first: number,
  table: readonly number[],
  most: number,
  sector: (number: number) => Uint8Array,
): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let next = first; next <= LAST_SECTOR; next = table[next] ?? LAST_SECTOR + 1) {
    if (parts.length >= most) throw brokenOff();
    parts.push(sector(next));
  }
  return Buffer.concat(parts);
}

function words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => view.getUint32(i * 4, true));
}

export function brokenOff(where?: string): Refusal {
  return new Refusal(
    'unreadable',
    'The workbook is damaged or broken off. Save it again and send it.',
    where,
  );
}
