import { ID_BYTES } from './new-id.ts';

/**
 * One-dimensional arrays as PostgreSQL takes them in binary: dimensions, a flag for nulls, the element's type, the
 * length and lower bound, then each element's length and bytes (`array_send` in the server's arrayfuncs.c). Bulk
 * writes give their columns so: nothing is written as text, escaped, or read from text again.
 */
const HEADER = 20;
const TYPE = { boolean: 16, bytea: 17, bigint: 20, integer: 23, text: 25, date: 1082, uuid: 2950 } as const;
/** Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
const EPOCH_DAYS = 10_957;
const DAY_MS = 86_400_000;
const MOST_INTEGER = 0x7fff_ffff;

/** Values for `bigint[]`; safe integers or null. Throws RangeError for others. */
export function bigintArray(values: readonly (number | null)[] | Float64Array): Buffer {
  return fixed(TYPE.bigint, 8, values, (to, value, at) => {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
    const high = Math.floor(value / 0x1_0000_0000);
    to.writeInt32BE(high, at);
    to.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
  });
}

/** Values for `integer[]`. Throws RangeError for what is not one. */
export function integerArray(values: readonly (number | null)[]): Buffer {
  return fixed(TYPE.integer, 4, values, (to, value, at) => {
    if (!Number.isInteger(value) || Math.abs(value) > MOST_INTEGER)
      throw new RangeError(`${value} is no integer`);
    to.writeInt32BE(value, at);
  });
}

/** Values for `boolean[]`. */
export function booleanArray(values: readonly boolean[]): Buffer {
  return fixed(TYPE.boolean, 1, values, (to, value, at) => to.writeUInt8(value ? 1 : 0, at));
}

/** Days as `YYYY-MM-DD` for `date[]`. Throws RangeError for what is no day. */
export function dateArray(values: readonly (string | null)[]): Buffer {
  const known = new Map<string, number>();
  const dayOf = (value: string): number => {
    const found = known.get(value) ?? Date.parse(`${value}T00:00:00Z`) / DAY_MS - EPOCH_DAYS;
    if (!Number.isInteger(found)) throw new RangeError(`${value} is no day`);
    known.set(value, found);
    return found;
  };
  return fixed(TYPE.date, 4, values, (to, value, at) => to.writeInt32BE(dayOf(value), at));
}

/** Ids for `uuid[]`, as text with or without dashes. Throws RangeError for what is none. */
export function uuidArray(values: readonly (string | null)[]): Buffer {
  return fixed(TYPE.uuid, ID_BYTES, values, (to, value, at) => {
    if (to.write(value.replaceAll('-', ''), at, ID_BYTES, 'hex') !== ID_BYTES)
      throw new RangeError(`${value} is no id`);
  });
}

/** Ids for `uuid[]`, as `newIds` gives them. */
export function idArray(ids: Buffer): Buffer {
  const each = Array.from({ length: ids.length / ID_BYTES }, (_, index) => index * ID_BYTES);
  return fixed(TYPE.uuid, ID_BYTES, each, (to, from, at) => ids.copy(to, at, from, from + ID_BYTES));
}

/** Hex digits for `bytea[]`, all of them of `bytes` bytes. Throws RangeError for others. */
export function hexArray(bytes: number, values: readonly (string | null)[]): Buffer {
  return fixed(TYPE.bytea, bytes, values, (to, value, at) => {
    if (value.length !== 2 * bytes || to.write(value, at, bytes, 'hex') !== bytes)
      throw new RangeError(`${value} are not ${bytes} bytes in hex`);
  });
}

/** Bytes for `bytea[]`, of any length each. */
export function bytesArray(values: readonly Uint8Array[]): Buffer {
  const size = values.reduce((sum, { byteLength }) => sum + 4 + byteLength, HEADER);
  const into = Buffer.allocUnsafeSlow(size);
  let at = header(into, TYPE.bytea, values.length, false);
  for (const value of values) {
    into.writeInt32BE(value.byteLength, at);
    into.set(value, at + 4);
    at += 4 + value.byteLength;
  }
  return into.subarray(0, at);
}

/** Bytes for `bytea[]`: values of `size` bytes each, one behind the other. */
export function equalBytesArray(size: number, joined: Uint8Array): Buffer {
  const count = joined.length / size;
  const into = Buffer.allocUnsafeSlow(HEADER + count * (4 + size));
  let at = header(into, TYPE.bytea, count, false);
  for (let from = 0; from < joined.length; from += size) {
    into.writeInt32BE(size, at);
    into.set(joined.subarray(from, from + size), at + 4);
    at += 4 + size;
  }
  return into.subarray(0, at);
}

/** Texts for `text[]`. PostgreSQL refuses those with a NUL. */
export function textArray(values: readonly (string | null)[]): Buffer {
  // No character of a JavaScript string takes more than three bytes of UTF-8.
  const most = values.reduce((sum, value) => sum + 4 + 3 * (value?.length ?? 0), HEADER);
  const into = Buffer.allocUnsafeSlow(most);
  let at = header(into, TYPE.text, values.length, values.includes(null));
  for (const value of values) {
    const length = value === null ? -1 : into.write(value, at + 4, 'utf8');
    into.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return into.subarray(0, at);
}

function fixed<T>(
  type: number,
  size: number,
  values: Iterable<T | null> & { readonly length: number },
  write: (to: Buffer, value: T, at: number) => void,
): Buffer {
  // Of its own memory: a part of Node's pool would be sent to other threads with all of the pool.
  const into = Buffer.allocUnsafeSlow(HEADER + values.length * (4 + size));
  let at = header(into, type, values.length, Array.isArray(values) && values.includes(null));
  for (const value of values) {
    into.writeInt32BE(value === null ? -1 : size, at);
    at += 4;
    if (value === null) continue;
    write(into, value, at);
    at += size;
  }
  return into.subarray(0, at);
}

/** Writes what stands before the elements; answers where they begin. An empty array has no dimension. */
function header(into: Buffer, type: number, length: number, hasNull: boolean): number {
  into.writeInt32BE(length === 0 ? 0 : 1, 0);
  into.writeInt32BE(hasNull ? 1 : 0, 4);
  into.writeInt32BE(type, 8);
  if (length === 0) return 12;
  into.writeInt32BE(length, 12);
  into.writeInt32BE(1, 16);
  return HEADER;
}
