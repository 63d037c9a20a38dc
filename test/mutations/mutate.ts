import { seedOf, seededRandom } from '../../src/domain/prng.ts';
import type { Random } from '../../src/domain/prng.ts';
import { MOST_BYTES } from './samples.ts';
import type { Sample } from './samples.ts';
import { COMMON_WORDS, WORDS } from './words.ts';

const MOST_CHANGES = 6;
const COUNTRIES = ['NG', 'KE', 'GH', 'CI', 'EG', 'ZA', 'US', 'JP'];

/** A changed file, and what it was made of. */
export interface Mutant {
  number: number;
  format: string;
  name: string;
  /** Of the purse: decides what the file leaves open. */
  country: string;
  bytes: Uint8Array;
}

type Change = (bytes: Buffer, random: Random, words: readonly Buffer[], other: Buffer) => Buffer;

/** What leaves marks and lines as they are, so that what is inside them is looked at. */
const GENTLE: readonly Change[] = [
  changeDigit,
  /* A value replaced by a word. */
  (bytes, random, words) => {
    const text = bytes.toString('latin1');
    const found = [...text.matchAll(text.includes('<') ? />[^<>]+</g : /[^,;|\t\r\n:]+/g)];
    const value = found[random.below(found.length)];
    if (value === undefined) return bytes;
    const marks = text.includes('<') ? 1 : 0;
    const [from, to] = [value.index + marks, value.index + value[0].length - marks];
    const word = words[random.below(words.length)] ?? bytes;
    return Buffer.concat([bytes.subarray(0, from), word, bytes.subarray(to)]);
  },
  /* An element or a line said twice. */
  (bytes, random) => {
    const [from, to] = element(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  /* An element or a line left out. */
  (bytes, random) => {
    const [from, to] = element(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
];

const ROUGH: readonly Change[] = [
  /* A bit turned. */
  (bytes, random) => {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  /* A byte replaced. */
  (bytes, random) => {
    bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  changeDigit,
  /* The rest cut off. */
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  /* A piece cut out. */
  (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  /* Bytes put in. */
  (bytes, random) =>
    putIn(bytes, random, Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256)))),
  /* A word put in, or many of it. */
  (bytes, random, words) => {
    const word = words[random.below(words.length)] ?? bytes;
    const times = random.below(8) === 0 ? 1 + random.below(200) : 1;
    return putIn(bytes, random, Buffer.concat(Array.from({ length: times }, () => word)));
  },
  /* A piece replaced by a word. */
  (bytes, random, words) => {
    const from = random.below(bytes.length);
    const word = words[random.below(words.length)] ?? bytes;
    return Buffer.concat([bytes.subarray(0, from), word, bytes.subarray(from + 1 + random.below(12))]);
  },
  /* A piece said twice. */
  (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  /* A piece moved elsewhere. */
  (bytes, random) => {
    const [from, to] = piece(bytes, random);
    const moved = Buffer.from(bytes.subarray(from, to));
    return putIn(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), random, moved);
  },
  /* Two lines exchanged. */
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    const [first, second] = [random.below(lines.length), random.below(lines.length)];
    [lines[first], lines[second]] = [lines[second] ?? '', lines[first] ?? ''];
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  /* A piece of another file of the same format. */
  (bytes, random, _, other) => {
    const [from, to] = piece(other, random);
    return putIn(bytes, random, other.subarray(from, to));
  },
];

/** The file of this number: the same for the same seed and samples, whatever was asked for before. */
export function mutant(seed: number, number: number, groups: ReadonlyMap<string, readonly Sample[]>): Mutant {
  const formats = turnsOf([...groups.keys()]);
  const format = formats[number % formats.length] ?? '';
  const random = seededRandom(seedOf([seed, number]));
  const group = groups.get(format) ?? [];
  const sample = group[random.below(group.length)];
  const other = group[random.below(group.length)];
  if (sample === undefined || other === undefined) throw new Error(`no sample of ${format}`);
  const gentle = random.below(2) === 0;
  const [changes, dictionary] = gentle
    ? [GENTLE, COMMON_WORDS]
    : [ROUGH, [...(WORDS[format] ?? []), ...COMMON_WORDS]];
  const words = dictionary.map((word) => wordOf(word, format));
  const parts: Buffer[] = sample.parts.map((part) => Buffer.from(part));
  const country = COUNTRIES[random.below(COUNTRIES.length)] ?? 'NG';
  let left = 1 + random.below(MOST_CHANGES);
  while (left > 0) {
    left -= 1;
    const at = random.below(parts.length);
    const change = changes[random.below(changes.length)];
    const part = parts[at] ?? Buffer.alloc(0);
    if (change === undefined || part.length === 0) continue;
    const from = Buffer.from(other.parts[random.below(other.parts.length)] ?? part);
    parts[at] = change(part, random, words, from).subarray(
      0,
      Math.max(MOST_BYTES, sample.parts[at]?.length ?? 0),
    );
  }
  return { number, format, name: sample.name, country, bytes: sample.pack(parts) };
}

/** Whose turn it is: a PDF takes as long as ten others, and comes once in ten rounds. */
function turnsOf(formats: readonly string[]): string[] {
  const others = formats.filter((format) => format !== 'pdf');
  const rounds = Array.from({ length: 10 }, () => others).flat();
  return formats.length === others.length ? rounds : [...rounds, 'pdf'];
}

/** Samples by their format, each taking part equally often. */
export function byFormat(samples: readonly Sample[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) groups.set(sample.format, [...(groups.get(sample.format) ?? []), sample]);
  return groups;
}

/** What packs binary numbers has words of bytes; all others are text. */
function wordOf(word: string, format: string): Buffer {
  return Buffer.from(word, format === 'xls' || format === 'zip' ? 'latin1' : 'utf8');
}

/** One digit replaced by another. */
function changeDigit(bytes: Buffer, random: Random): Buffer {
  const found = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39);
  const at = found[random.below(found.length)];
  if (at !== undefined) bytes[at] = 0x30 + random.below(10);
  return bytes;
}

/** Where an element stands from its mark to the end of it, or a line. */
function element(bytes: Buffer, random: Random): [from: number, to: number] {
  const text = bytes.toString('latin1');
  const starts = [...text.matchAll(/<([A-Za-z][\w:.-]*)/g)];
  const start = starts[random.below(starts.length)];
  if (start === undefined) {
    const from = text.lastIndexOf('\n', random.below(text.length)) + 1;
    const end = text.indexOf('\n', from);
    return [from, end === -1 ? text.length : end + 1];
  }
  const close = `</${start[1]}>`;
  const end = text.indexOf(close, start.index);
  const next = text.indexOf('<', start.index + 1);
  if (end !== -1) return [start.index, end + close.length];
  return [start.index, next === -1 ? text.length : next];
}

function piece(bytes: Buffer, random: Random): [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  const most = random.below(4) === 0 ? bytes.length : 40;
  return [from, Math.min(bytes.length, from + 1 + random.below(most))];
}

function putIn(bytes: Buffer, random: Random, what: Uint8Array): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}
