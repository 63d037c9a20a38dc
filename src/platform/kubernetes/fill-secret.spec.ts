import { describe, expect, test } from '@jest/globals';
import { randomSecret } from './fill-secret.ts';

describe('randomSecret', () => {
  test('has letters and digits only, enough of them, and never the same', () => {
    const many = Array.from({ length: 100 }, randomSecret);
    for (const one of many) expect(one).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(new Set(many).size).toBe(100);
  });
});
