import { expect, test } from '@jest/globals';
import { isOutage, isUntrusted, sqlState } from './outage.ts';

const coded = (code: string) => Object.assign(new Error('what the library says'), { code });

test.each([
  ['ECONNREFUSED', { outage: true, untrusted: false, state: null }],
  ['57P01', { outage: true, untrusted: false, state: '57P01' }],
  ['SELF_SIGNED_CERT_IN_CHAIN', { outage: false, untrusted: true, state: null }],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { outage: false, untrusted: true, state: null }],
  ['28P01', { outage: false, untrusted: false, state: '28P01' }],
  ['23505', { outage: false, untrusted: false, state: '23505' }],
])('%s, also as the cause of another error', (code, expected) => {
  for (const error of [coded(code), new Error('wrapped', { cause: coded(code) })]) {
    const found = { outage: isOutage(error), untrusted: isUntrusted(error), state: sqlState(error) };
    expect(found).toEqual(expected);
  }
});
