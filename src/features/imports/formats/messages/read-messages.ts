import { readMessage } from './read-message.ts';
import type { Message, Payment, Reading } from './read-message.ts';

/**
 * Reads messages that belong together, in their order. A payment that was told before (in the same words, under the
 * same reference, or with the very balance that is still the last one) is a twin and counts once.
 */
export function readMessages(messages: readonly Message[], ownCountry: string): Reading[] {
  const seen = new Set<string>();
  const lastOf = new Map<string, Payment>();
  return messages.map((message): Reading => {
    const reading = readMessage(message, ownCountry);
    if (reading.is !== 'payment') return reading;
    const issuer = reading.issuer?.key ?? '';
    const keys = [`${issuer}|${message.text.replace(/\s+/g, ' ').trim()}`];
    if (reading.reference !== null) {
      keys.push(`${issuer}|${reading.reference.toUpperCase()}|${reading.direction}|${reading.amount}`);
    }
    const place = `${issuer}|${reading.last4 ?? ''}|${reading.currency ?? ''}`;
    const last = lastOf.get(place);
    const told = keys.some((key) => seen.has(key)) || (last !== undefined && isSame(last, reading));
    for (const key of keys) seen.add(key);
    if (told) return { is: 'none', issuer: reading.issuer, reason: 'twin' };
    lastOf.set(place, reading);
    return reading;
  });
}

/** No two payments leave the same balance one after the other. */
function isSame(last: Payment, next: Payment): boolean {
  return (
    last.balance !== null &&
    last.balance === next.balance &&
    last.amount === next.amount &&
    last.direction === next.direction &&
    (last.reference === null || next.reference === null || last.reference === next.reference) &&
    (last.date === null || next.date === null || last.date === next.date)
  );
}
