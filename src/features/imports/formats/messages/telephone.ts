/** Short codes of services have at most six. */
const FEWEST_DIGITS = 7;

/**
 * Whether a sender is a telephone number, however it is written: with spaces, marks, signs that are not seen, other
 * digits than ours, or beside a name. What comes from one was written by a person, whatever it says.
 */
export function isTelephone(sender: string): boolean {
  return sender.split(/\p{L}+/u).some((part) => (part.match(/\p{Nd}/gu)?.length ?? 0) >= FEWEST_DIGITS);
}
