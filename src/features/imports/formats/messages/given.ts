// How messages that were pasted or sent by a program are kept: as a file of their own kind.
import { Refusal } from '../refusal.ts';

/** What begins a stored paste, before its JSON: no file of a bank does. */
export const GIVEN = 'ikpa messages 1\n';

/** What is given to the paste box, or to the api by a program. */
export interface GivenMessages {
  text?: string;
  messages?: { text: string; sender?: string | undefined; receivedAt?: string | undefined }[];
  /** The day of messages that name none, 'YYYY-MM-DD'. */
  day?: string;
}

/** What a stored paste holds. Throws Refusal for a file that only begins like one. */
export function givenOf(text: string): GivenMessages {
  let given: unknown;
  try {
    given = JSON.parse(text.trimStart().slice(GIVEN.length));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('unreadable', 'The file begins like stored messages, but what follows is damaged.');
  }
  if (!isGiven(given))
    throw new Refusal('unreadable', 'The file begins like stored messages, but holds none.');
  return given;
}

function isGiven(value: unknown): value is GivenMessages {
  if (typeof value !== 'object' || value === null) return false;
  const { text, messages, day } = value as Record<string, unknown>;
  const optional = (one: unknown): boolean => one === undefined || typeof one === 'string';
  return (
    optional(text) &&
    (day === undefined || (typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day))) &&
    (messages === undefined ||
      (Array.isArray(messages) &&
        messages.every((one: unknown) => {
          if (typeof one !== 'object' || one === null) return false;
          const { text: body, sender, receivedAt } = one as Record<string, unknown>;
          return typeof body === 'string' && optional(sender) && optional(receivedAt);
        })))
  );
}
