import { readMessage } from './read-message.ts';
import type { Message, Payment, Reading } from './read-message.ts';

/** A payment with the day it was made, or came to be known; null where neither is told. */
interface Told {
  payment: Payment;
  day: string | null;
}

/**
 * Reads messages that belong together, in their order. A payment that was told before (in the same words on the same
 * day, under the same reference, or with the very balance that is still the last one) is a twin and counts once. The
 * same words on another day are another payment.
 */
export function readMessages(messages: readonly Message[], ownCountry: string): Reading[] {
  const words = new Set<string>();
  const statedDays = new Map<string, string | null>();
  const lastOf = new Map<string, Told>();
  return messages.map((message): Reading => {
    const reading = readMessage(message, ownCountry);
    if (reading.is !== 'payment') return reading;
    const issuer = reading.issuer?.key ?? '';
    const next: Told = { payment: reading, day: reading.date ?? message.receivedOn };
    const text = `${issuer}|${next.day ?? ''}|${message.text.replace(/\s+/g, ' ').trim()}`;
    const named =
      reading.reference === null
        ? null
        : `${issuer}|${reading.reference.toUpperCase()}|${reading.direction}|${reading.amount}`;
    const place = `${issuer}|${reading.last4 ?? ''}|${reading.currency ?? ''}`;
    const last = lastOf.get(place);
    const stated = named === null ? undefined : statedDays.get(named);
    const told =
      words.has(text) ||
      (stated !== undefined && areOne(stated, reading.date)) ||
      (last !== undefined && isSame(last, next));
    words.add(text);
    if (named !== null) statedDays.set(named, reading.date ?? stated ?? null);
    if (told) return { is: 'none', issuer: reading.issuer, reason: 'twin' };
    lastOf.set(place, next);
    return reading;
  });
}

/** No two payments leave the same balance one after the other. */
function isSame({ payment: last, day }: Told, { payment: next, day: nextDay }: Told): boolean {
  return (
    last.balance !== null &&
    last.balance === next.balance &&
    last.amount === next.amount &&
    last.direction === next.direction &&
    areOne(last.reference, next.reference) &&
    areOne(day, nextDay)
  );
}

function areOne(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}
