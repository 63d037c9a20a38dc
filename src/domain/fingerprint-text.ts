/**
 * The text of a row as it enters its fingerprint: compatibility-composed, lower case, white space and control
 * characters folded to single blanks. Two exports of one statement differ in such things, and in nothing else.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim();
}

/**
 * Numbers equal keys in their order: the first is 1, the next equal one 2. Two equal purchases on one day are so
 * told apart, and in the same way by every file that lists both.
 */
export function occurrenceNumbers(keys: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return number;
  });
}
