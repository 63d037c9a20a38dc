/** A source of uniform numbers in [0, 1). */
export interface Random {
  next(): number;
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
}

/**
 * xoshiro128++ seeded by SplitMix32: 32-bit integers only, so that the same seed draws the same numbers in Node and
 * in every browser.
 */
export function seededRandom(seed: number): Random {
  let mixed = seed >>> 0;
  const nextSeed = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let word = mixed;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
  let a = nextSeed();
  let b = nextSeed();
  let c = nextSeed();
  let d = nextSeed();
  const word = (): number => {
    const summed = (a + d) | 0;
    const result = (((summed << 7) | (summed >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    next: () => word() / 4_294_967_296,
    below: (bound) => Math.floor((word() / 4_294_967_296) * bound),
  };
}

/** A seed out of a figure's inputs (FNV-1a, 32 bits): the same inputs give the same answer. */
export function seedOf(inputs: unknown): number {
  const text = JSON.stringify(inputs);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
