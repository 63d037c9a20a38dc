import { TextDecoder } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';

/** The archive is not what it says, or more than is wanted. */
export class ZipRefusal extends Error {
  override readonly name = 'ZipRefusal';
  readonly code: 'too-large' | 'unreadable' | 'unsupported-format';
  /** The file inside. */
  readonly where: string | undefined;

  constructor(code: ZipRefusal['code'], why: string, where?: string) {
    super(why);
    this.code = code;
    this.where = where;
  }
}

export interface ZipLimits {
  /** All files together. */
  maxUnpackedBytes: number;
  maxFiles: number;
}

export interface PackedFile {
  /** The last part of its path, for people. */
  name: string;
  path: string;
  /** Its path, for people. */
  plainPath: string;
  /** What it unpacks to, as the archive says. */
  size: number;
  /** Throws ZipRefusal where the bytes are not what the archive says of them. */
  unpack: () => Uint8Array;
}

/** Text shrinks to a tenth, a very dull one to a hundredth; what shrinks further was made to do harm. */
const MOST_GROWTH = 300;
/** Of a name that is shown. */
export const LONGEST_NAME = 80;
/** Below this size growth harms nobody. */
const HARMLESS = 1024 * 1024;

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/** What systems put beside the files of a person. */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)|\/$/i;

/** Whether bytes begin as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  const mark = bytes[2] === 3 ? 4 : bytes[2] === 5 ? 6 : null;
  return bytes[0] === 0x50 && bytes[1] === 0x4b && mark !== null && bytes[3] === mark;
}

/**
 * The files of a ZIP archive, by its directory. Nothing is unpacked before all sizes that it states are known to be
 * within the limits, and no file is unpacked beyond the size stated for it. Bytes belong to one file, and a path names
 * one. Throws ZipRefusal.
 */
export function filesOfZip(bytes: Uint8Array, limits: ZipLimits): PackedFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(bytes, view);
  refuseShared(entries);
  const files = entries.filter(({ path }) => !CLUTTER.test(path));
  if (files.length > limits.maxFiles) {
    throw new ZipRefusal('too-large', `The ZIP archive holds more than ${limits.maxFiles} files.`);
  }
  const unpacked = files.reduce((sum, { size }) => sum + size, 0);
  const growing = files.find(({ size, packed }) => size > HARMLESS && size > packed * MOST_GROWTH);
  if (unpacked > limits.maxUnpackedBytes || growing !== undefined) {
    throw new ZipRefusal(
      'too-large',
      `The ZIP archive would unpack to far more than its size, or to more than ${limits.maxUnpackedBytes} bytes. It was not unpacked.`,
      growing?.name,
    );
  }
  return files.map((entry) => ({
    name: entry.name,
    path: entry.path,
    plainPath: plain(entry.path),
    size: entry.size,
    unpack: () => unpack(bytes, view, entry),
  }));
}

function entriesOf(bytes: Uint8Array, view: DataView): Entry[] {
  const end = endOfDirectory(view);
  const directory = directoryAt(view, end);
  const names = new TextDecoder();
  const entries: Entry[] = [];
  let at = directory.at;
  for (let i = 0; i < directory.count; i += 1) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw damaged();
    const nameAt = at + ENTRY_LENGTH;
    const path = names.decode(bytes.subarray(nameAt, nameAt + nameLength));
    entries.push({
      name: plainName(path),
      path,
      locked: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...placeOf(view, at, nameAt + nameLength),
    });
    at = next;
  }
  return entries;
}

/** Bytes that two files share unpack to more than any sum of sizes says; a path for two files leaves open which counts. */
function refuseShared(entries: readonly Entry[]): void {
  const paths = new Set(entries.map(({ path }) => path));
  const inPlace = entries.toSorted((one, other) => one.local - other.local);
  const shared = inPlace.find(({ local, packed }, i) => {
    const next = inPlace[i + 1];
    return next !== undefined && next.local < local + LOCAL_LENGTH + packed;
  });
  if (paths.size === entries.length && shared === undefined) return;
  throw new ZipRefusal(
    'unreadable',
    'The ZIP archive names the same place for two files, so what they are is not certain. Pack it again and send it.',
    shared?.name,
  );
}

interface Entry {
  name: string;
  path: string;
  locked: boolean;
  method: number;
  crc: number;
  packed: number;
  size: number;
  local: number;
}

/** What stands for a number of 32 bits that is told in 64 elsewhere. */
const ELSEWHERE = 0xffffffff;
const COUNT_ELSEWHERE = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_LENGTH = 20;
const WIDE_END = 0x06064b50;
const WIDE_END_LENGTH = 56;
const WIDE_NUMBERS = 1;

/** Where the directory begins and how many entries it has. Some programs tell both in 64 bits, however small they are. */
function directoryAt(view: DataView, end: number): { at: number; count: number } {
  const count = view.getUint16(end + 10, true);
  const at = view.getUint32(end + 16, true);
  if (count !== COUNT_ELSEWHERE && at !== ELSEWHERE) return { at, count };
  const locator = end - LOCATOR_LENGTH;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR) throw damaged();
  const wide = wideNumber(view, locator + 8);
  if (wide + WIDE_END_LENGTH > locator || view.getUint32(wide, true) !== WIDE_END) throw damaged();
  return { at: wideNumber(view, wide + 48), count: wideNumber(view, wide + 32) };
}

/** The sizes and the place of an entry, from its extra field where they stand there. */
function placeOf(
  view: DataView,
  entry: number,
  extraAt: number,
): { size: number; packed: number; local: number } {
  const numbers = [entry + 24, entry + 20, entry + 42].map((at) => view.getUint32(at, true));
  if (numbers.includes(ELSEWHERE)) {
    const extraEnd = extraAt + view.getUint16(entry + 30, true);
    let at = extraAt;
    while (at + 4 <= extraEnd && view.getUint16(at, true) !== WIDE_NUMBERS) {
      at += 4 + view.getUint16(at + 2, true);
    }
    let next = at + 4;
    numbers.forEach((number, i) => {
      if (number !== ELSEWHERE) return;
      if (next + 8 > extraEnd) throw damaged();
      numbers[i] = wideNumber(view, next);
      next += 8;
    });
  }
  const [size = 0, packed = 0, local = 0] = numbers;
  return { size, packed, local };
}

/** A number of 64 bits; one that no file of ours could hold is damage. */
function wideNumber(view: DataView, at: number): number {
  const number = view.getBigUint64(at, true);
  if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(number);
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { name, local } = entry;
  if (entry.locked) {
    throw new ZipRefusal(
      'unsupported-format',
      'The file in the ZIP archive is locked with a password. Unpack it and send the file inside.',
      name,
    );
  }
  if (local + LOCAL_LENGTH > bytes.length || view.getUint32(local, true) !== LOCAL) throw damaged(name);
  const start = local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const whole = inflated(bytes.subarray(start, start + entry.packed), entry);
  if (whole.length !== entry.size || crc32(whole) !== entry.crc) throw damaged(name);
  return whole;
}

function inflated(packed: Uint8Array, { method, size, name }: Entry): Uint8Array {
  if (method === STORED) return packed;
  if (method !== DEFLATED) {
    throw new ZipRefusal(
      'unsupported-format',
      'The ZIP archive is packed in a way that is not read here. Unpack it and send the file inside.',
      name,
    );
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    if (!isBadData(error)) throw error;
    throw damaged(name);
  }
}

/** Bytes that are not deflated, break off, or are more than stated. */
function isBadData(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return (
    error.code === 'ERR_BUFFER_TOO_LARGE' || error.code === 'Z_DATA_ERROR' || error.code === 'Z_BUF_ERROR'
  );
}

/** The record at the end of an archive; a comment may follow it. */
function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw damaged();
}

function damaged(where?: string): ZipRefusal {
  return new ZipRefusal('unreadable', 'The ZIP archive is damaged or broken off. Send it again.', where);
}

/** The last part of a path, for people to recognise. Never used as a path. */
function plainName(path: string): string {
  const name = plain(path.split(/[\\/]/).at(-1) ?? '').slice(0, LONGEST_NAME);
  return name.trim() === '' ? 'a file without a name' : name;
}

function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');
}
