import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { DomainError } from '../../domain/errors.ts';

/** The archive would need more than the classic form of ZIP can say. */
export class ArchiveTooLarge extends DomainError {
  constructor() {
    super('archive-too-large', 'invalid', 'There is more than one archive can hold (4 GB, 65,000 files).');
  }
}

export interface WrittenFile {
  name: string;
  bytes: number;
  sha256: string;
}

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const MAX_BYTES = 0xffff_ffff;
const MAX_FILES = 0xfffe;
/** 2.0: the version that knows deflate. */
const VERSION = 20;
/** Sizes come after the bytes (bit 3), since they are not known before; names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;

/**
 * Writes a ZIP archive as it is read: nothing is kept but the list of files, so that its size does not matter to
 * memory. `const facts = yield* zip.file(…)` for each file, then `yield* zip.end()`. Throws ArchiveTooLarge.
 */
export class ZipWriter {
  readonly #entries: Entry[] = [];
  readonly #time: { date: number; time: number };
  #offset = 0;

  constructor(now: Date) {
    this.#time = dosTime(now);
  }

  /** One file, its content in pieces of any size. Answers what was written. */
  async *file(
    name: string,
    content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  ): AsyncGenerator<Buffer, WrittenFile> {
    if (this.#entries.length >= MAX_FILES) throw new ArchiveTooLarge();
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.#offset };
    yield this.#count(this.#localHeader(entry));
    const sha256 = createHash('sha256');
    const deflate = createDeflateRaw({ level: 6 });
    const fed = pipeline(Readable.from(measured(content, entry, sha256), { highWaterMark: 1 }), deflate);
    // Whatever ends the feeding ends the reading below, which throws it.
    fed.catch(() => undefined);
    for await (const chunk of deflate) {
      const bytes = chunk as Buffer;
      entry.packed += bytes.length;
      yield this.#count(bytes);
    }
    await fed;
    yield this.#count(descriptor(entry));
    this.#entries.push(entry);
    return { name, bytes: entry.size, sha256: sha256.digest('hex') };
  }

  /** The directory of all files; comes last. */
  async *end(): AsyncGenerator<Buffer> {
    const start = this.#offset;
    for (const entry of this.#entries) yield this.#count(this.#directoryEntry(entry));
    const size = this.#offset - start;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    yield end;
  }

  #count(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    if (this.#offset > MAX_BYTES) throw new ArchiveTooLarge();
    return bytes;
  }

  #localHeader({ name }: Entry): Buffer {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x0403_4b50, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(FLAGS, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(this.#time.time, 10);
    header.writeUInt16LE(this.#time.date, 12);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, name]);
  }

  #directoryEntry({ name, crc, packed, size, offset }: Entry): Buffer {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x0201_4b50, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(VERSION, 6);
    header.writeUInt16LE(FLAGS, 8);
    header.writeUInt16LE(DEFLATED, 10);
    header.writeUInt16LE(this.#time.time, 12);
    header.writeUInt16LE(this.#time.date, 14);
    header.writeUInt32LE(crc, 16);
    header.writeUInt32LE(packed, 20);
    header.writeUInt32LE(size, 24);
    header.writeUInt16LE(name.length, 28);
    header.writeUInt32LE(offset, 42);
    return Buffer.concat([header, name]);
  }
}

async function* measured(
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  entry: Entry,
  sha256: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    const bytes = Buffer.from(piece);
    if (bytes.length === 0) continue;
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    if (entry.size > MAX_BYTES) throw new ArchiveTooLarge();
    sha256.update(bytes);
    yield bytes;
  }
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x0807_4b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

/** Two-second steps since 1980, as the format has it; in UTC. */
function dosTime(now: Date): { date: number; time: number } {
  const year = Math.min(Math.max(now.getUTCFullYear() - 1980, 0), 127);
  return {
    date: (year << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate(),
    time: (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1),
  };
}
