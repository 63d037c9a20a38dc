/**
 * Names and phrases by the key of the category that they tell, as text with a comma between them. `in:` before a key is
 * money that comes, anything else money that goes.
 */
export type Names = Readonly<Record<string, string>>;

/** The names of a list, one by one. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
