import type { Reason } from './shape.ts';

/** What is said to people about a message that is not recorded. */
export const REASONS: Readonly<Record<Reason, string>> = {
  code: 'A one-time code: it moves no money.',
  failed: 'A payment that failed or was taken back: no money moved.',
  pending: 'Not done yet: a payment that waits is recorded when its own message comes.',
  request: 'Somebody asks for money; nothing was paid.',
  balance: 'A balance notice: it moves no money.',
  advert: 'An advert: it moves no money.',
  notice: 'A notice: it moves no money.',
  twin: 'The same payment as an earlier message here: it counts once.',
  person: 'It comes from a telephone number, not from a bank or wallet: such messages are easily forged.',
  'too-long': 'Too long for a message of a bank or wallet; it was not read.',
};

export const NOT_UNDERSTOOD = 'Not understood: no wording that is known here fits this message.';
export const NO_DAY =
  'It does not say on which day this was. Give the day of such messages and send them again.';
