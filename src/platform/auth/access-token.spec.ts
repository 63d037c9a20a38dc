import { describe, expect, it } from '@jest/globals';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-token.ts';

const OLD = 'an-old-secret-that-is-long-enough-to-sign';
const NEW = 'a-new-secret-that-is-long-enough-to-sign';
const CLAIMS = { userId: 'person', sessionId: 'session' };
const NOON = new Date('2026-04-01T12:00:00Z');
const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

describe('an access token', () => {
  it('is good until it expires, also where it was checked before', async () => {
    const tokens = new AccessTokens(NEW, null);
    const token = await tokens.sign(CLAIMS, NOON);
    expect(await tokens.verify(token, NOON)).toEqual(CLAIMS);
    expect(await tokens.verify(token, later(ACCESS_TOKEN_SECONDS - 1))).toEqual(CLAIMS);
    expect(await tokens.verify(token, later(ACCESS_TOKEN_SECONDS))).toBeNull();
    expect(await new AccessTokens(NEW, null).verify(token, later(ACCESS_TOKEN_SECONDS))).toBeNull();
  });

  it('is good under the key before, and under no other', async () => {
    const token = await new AccessTokens(OLD, null).sign(CLAIMS, NOON);
    expect(await new AccessTokens(NEW, OLD).verify(token, NOON)).toEqual(CLAIMS);
    expect(await new AccessTokens(NEW, null).verify(token, NOON)).toBeNull();
  });

  it('is refused where one letter of it changed, also after the whole one was checked', async () => {
    const tokens = new AccessTokens(NEW, null);
    const token = await tokens.sign(CLAIMS, NOON);
    await tokens.verify(token, NOON);
    for (const at of [5, token.indexOf('.') + 5, token.lastIndexOf('.') + 5]) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await tokens.verify(changed, NOON)).toBeNull();
    }
  });

  it('is remembered among the last 2,000 alone', async () => {
    const tokens = new AccessTokens(NEW, null);
    const first = await tokens.sign(CLAIMS, NOON);
    for (let i = 0; i < 2100; i += 1)
      await tokens.verify(await tokens.sign({ ...CLAIMS, userId: `${i}` }, NOON), NOON);
    expect(await tokens.verify(first, NOON)).toEqual(CLAIMS);
  });
});
