import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { lockFor } from './lock.ts';
import type { Lock, Locked } from './lock.ts';

interface Piece {
  dictionary: string;
  stream: Buffer | null;
}

export interface PdfWriting {
  lock?: Lock;
  /** Objects in compressed object streams with a cross-reference stream, as newer programs write them. */
  packed?: boolean;
  compress?: boolean;
}

/** A PDF put together from its objects: the same objects always make the same bytes. */
export class PdfFile {
  readonly #pieces: Piece[] = [];

  /** Adds an object and answers its number; `dictionary` is written as it is. */
  add(dictionary: string, stream: Buffer | string | null = null): number {
    this.#pieces.push({
      dictionary,
      stream: typeof stream === 'string' ? Buffer.from(stream, 'latin1') : stream,
    });
    return this.#pieces.length;
  }

  /** Fills an object that was added empty, since others had to name it first. */
  set(number: number, dictionary: string): void {
    this.#pieces[number - 1] = { dictionary, stream: null };
  }

  toBytes(root: number, { lock, packed = false, compress = true }: PdfWriting = {}): Buffer {
    const id = createHash('md5')
      .update(JSON.stringify([this.#pieces.map((one) => one.dictionary), lock ?? null]))
      .digest();
    const locked = lock === undefined ? null : lockFor(lock, id);
    const pieces = this.#pieces.map((piece, at) => written(piece, at + 1, locked, compress));
    const encryption = locked === null ? null : pieces.push(Buffer.from(locked.dictionary, 'latin1'));
    const trailer = `/Root ${root} 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]${encryption === null ? '' : ` /Encrypt ${encryption} 0 R`}`;
    return packed ? this.#packed(pieces, trailer, locked, encryption) : plain(pieces, trailer);
  }

  #packed(pieces: Buffer[], trailer: string, locked: Locked | null, encryption: number | null): Buffer {
    const inside = pieces.flatMap((_, at) =>
      (this.#pieces[at]?.stream ?? null) === null && at + 1 !== encryption ? [at] : [],
    );
    const bodies = inside.map((at) => pieces[at] ?? Buffer.alloc(0));
    let offset = 0;
    const index = bodies.map((body, at) => {
      const entry = `${(inside[at] ?? 0) + 1} ${offset}`;
      offset += body.length + 1;
      return entry;
    });
    const head = Buffer.from(`${index.join(' ')} `, 'latin1');
    const data = Buffer.concat([head, ...bodies.flatMap((body) => [body, Buffer.from('\n')])]);
    const holder = pieces.length + 1;
    const all = [
      ...pieces,
      written(
        { dictionary: `/Type /ObjStm /N ${inside.length} /First ${head.length}`, stream: data },
        holder,
        locked,
        true,
      ),
    ];
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    const rows: number[][] = [[0, 0, 65_535]];
    let at = parts[0]?.length ?? 0;
    for (const [index_, body] of all.entries()) {
      const place = inside.indexOf(index_);
      if (place >= 0) {
        rows.push([2, holder, place]);
        continue;
      }
      rows.push([1, at, 0]);
      const object = framed(index_ + 1, body);
      parts.push(object);
      at += object.length;
    }
    rows.push([1, at, 0]);
    const table = Buffer.concat(
      rows.map(([type = 0, where = 0, more = 0]) => {
        const row = Buffer.alloc(7);
        row.writeUInt8(type, 0);
        row.writeUInt32BE(where, 1);
        row.writeUInt16BE(more, 5);
        return row;
      }),
    );
    const packed = deflateSync(table);
    const references = Buffer.concat([
      Buffer.from(
        `<< /Type /XRef /Size ${rows.length} /W [1 4 2] ${trailer} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
        'latin1',
      ),
      packed,
      Buffer.from('\nendstream'),
    ]);
    return Buffer.concat([
      ...parts,
      framed(all.length + 1, references),
      Buffer.from(`startxref\n${at}\n%%EOF\n`),
    ]);
  }
}

function written(
  { dictionary, stream }: Piece,
  number: number,
  locked: Locked | null,
  compress: boolean,
): Buffer {
  if (stream === null) return Buffer.from(dictionary, 'latin1');
  const packed = compress ? deflateSync(stream) : stream;
  const data = locked === null ? packed : locked.seal(packed, number);
  const filter = compress ? ' /Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<< ${dictionary}${filter} /Length ${data.length} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream'),
  ]);
}

function framed(number: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
}

function plain(pieces: Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, body] of pieces.entries()) {
    places.push(at);
    const object = framed(index + 1, body);
    parts.push(object);
    at += object.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    ...parts,
    Buffer.from(
      `xref\n0 ${pieces.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${pieces.length + 1} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    ),
  ]);
}
