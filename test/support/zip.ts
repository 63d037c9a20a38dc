import { spawnSync } from 'node:child_process';
import { inflateRawSync } from 'node:zlib';

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
