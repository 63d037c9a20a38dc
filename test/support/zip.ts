import { spawnSync } from 'node:child_process';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A file to pack, and what the archive says of it instead of the truth. */
export interface Packed {
  name: string;
  bytes: Uint8Array | string;
  stored?: boolean;
  flags?: number;
  method?: number;
  size?: number;
  crc?: number;
  /** The number of the file whose bytes it names as its own. */
  placeOf?: number;
}

/** A ZIP archive of the files. */
export function packed(files: Record<string, string | Uint8Array>): Buffer {
  return zipOf(Object.entries(files).map(([name, bytes]) => ({ name, bytes })));
}

/** An archive by hand, so that it can lie. */
export function zipOf(files: readonly Packed[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const { name, bytes, stored = false, flags = 0, method, size, crc, placeOf } of files) {
    const plain = Buffer.from(bytes);
    const small = stored ? plain : deflateRawSync(plain);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method ?? (stored ? 0 : 8), 4);
    facts.writeUInt32LE(crc ?? crc32(plain), 10);
    facts.writeUInt32LE(small.length, 14);
    facts.writeUInt32LE(size ?? plain.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    offsets.push(offset);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offsets[placeOf ?? -1] ?? offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, Buffer.from(name));
    if (placeOf !== undefined) continue;
    locals.push(Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), small);
    offset += 30 + Buffer.byteLength(name) + small.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}

/** The files of an archive by name, read by its directory. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < archive.readUInt16LE(end + 10); index += 1) {
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const start = archive.readUInt32LE(at + 42);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const content = start + 30 + archive.readUInt16LE(start + 26);
    files.set(name, inflateRawSync(archive.subarray(content, content + packed)));
    at += 46 + nameLength;
  }
  return files;
}

/** A program that opens ZIP archives and is none of ours, or null. */
export function zipChecker(): ((path: string) => string) | null {
  const python = 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())';
  if (spawnSync('unzip', ['-v']).status === 0) {
    return (path) => spawnSync('unzip', ['-tq', path], { encoding: 'utf8' }).stdout.trim();
  }
  if (spawnSync('python3', ['--version']).status !== 0) return null;
  return (path) => {
    const done = spawnSync('python3', ['-c', python, path], { encoding: 'utf8' });
    return done.stdout.trim() === 'None' ? `No errors detected in compressed data of ${path}.` : done.stderr;
  };
}
