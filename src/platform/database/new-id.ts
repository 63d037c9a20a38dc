import { randomFillSync } from 'node:crypto';

/** Bytes of an id as `newIds` gives it. */
export const ID_BYTES = 16;

let lastMillisecond = 0;
let sequence = 0;

/**
 * A new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits.
 * Ids made by one process sort in the order in which they were made, even within one millisecond;
 * the clock going backwards does not break that order.
 */
export function newId(): string {
  return idText(newIds(1), 0);
}

/** Many new ids at once, 16 bytes each, in their order. */
export function newIds(count: number): Buffer {
  const bytes = randomFillSync(Buffer.allocUnsafeSlow(count * ID_BYTES));
  for (let at = 0; at < bytes.length; at += ID_BYTES) {
    step();
    bytes.writeUIntBE(lastMillisecond, at, 6);
    bytes.writeUInt16BE(0x7000 | sequence, at + 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(at + 8) & 0x3f), at + 8);
  }
  return bytes;
}

/** The id at a place of `newIds`. */
export function idText(ids: Buffer, index: number): string {
  const hex = ids.toString('hex', index * ID_BYTES, (index + 1) * ID_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Turns the order of `newIds` round, in place. */
export function reverseIds(ids: Buffer): void {
  const all = Buffer.from(ids);
  for (let from = 0; from < all.length; from += ID_BYTES)
    all.copy(ids, all.length - ID_BYTES - from, from, from + ID_BYTES);
}

/** The next millisecond and counter that no id has. */
function step(): void {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    sequence = 0;
    return;
  }
  sequence += 1;
  if (sequence > 0xfff) {
    lastMillisecond += 1;
    sequence = 0;
  }
}
