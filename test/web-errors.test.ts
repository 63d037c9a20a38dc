import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { receive } from '../web/src/lib/errors/receive.ts';
import { tell } from '../web/src/lib/errors/tell.ts';
import { startSentry } from './support/sentry.ts';
import type { FakeSentry } from './support/sentry.ts';

const FAILURE = { type: 'RangeError', page: '/home', frames: [] };
const SPACES = new TextEncoder().encode(' '.repeat(1000));

let sentry: FakeSentry;

beforeAll(async () => {
  sentry = await startSentry();
  Object.assign(process.env, { SENTRY_DSN: sentry.dsn, PUBLIC_URL: 'https://money.example.org' });
});

// Each test has a minute of its own: what is told is counted by the minute.
let minute = Date.parse('2026-03-01T00:00:00Z');
beforeEach(() => {
  minute += 60_000;
  jest.spyOn(Date, 'now').mockReturnValue(minute);
});

afterAll(async () => {
  jest.restoreAllMocks();
  delete process.env['SENTRY_DSN'];
  await sentry.stop();
});

const post = async (body: string | ReadableStream, headers: Record<string, string> = {}) => {
  const request = new Request('http://web.internal/errors', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
  return (await receive(request)).status;
};

describe('what a page tells of its failure', () => {
  it('is passed on', async () => {
    const before = sentry.envelopes.length;
    expect(await post(JSON.stringify(FAILURE), { origin: 'https://money.example.org' })).toBe(202);
    const told = (await sentry.waitFor(before + 1)).at(-1);
    expect(told).toMatchObject({
      tags: { page: '/home', where: 'browser' },
      exception: { values: [{ type: 'RangeError' }] },
    });
  });

  it('is refused where another site, or a frame without one, sent it', async () => {
    const from = (origin: string) => post(JSON.stringify(FAILURE), { origin });
    for (const origin of [
      'https://elsewhere.example',
      'http://money.example.org',
      'https://money.example.org:8443',
      'null',
    ])
      expect([origin, await from(origin)]).toEqual([origin, 403]);
    const before = sentry.envelopes.length;
    process.env['PUBLIC_URL'] = 'http://localhost:3001';
    expect([await from('http://127.0.0.1:3001'), await from('http://127.0.0.1:3002')]).toEqual([202, 403]);
    process.env['PUBLIC_URL'] = 'https://money.example.org';
    expect(await sentry.waitFor(before + 1)).toHaveLength(before + 1);
  });

  it('is bounded by what it says of its length, before a byte is read', async () => {
    let asked = 0;
    const body = new ReadableStream({ pull: () => void (asked += 1) }, { highWaterMark: 0 });
    expect(await post(body, { 'content-length': '20001' })).toBe(413);
    expect(asked).toBe(0);
  });

  it('is bounded where it says nothing of its length, or too little', async () => {
    for (const headers of [{}, { 'content-length': '10' }]) {
      let sent = 0;
      let isOver = false;
      const body = new ReadableStream(
        {
          pull(stream) {
            sent += SPACES.length;
            stream.enqueue(SPACES);
            if (sent > 1_000_000) stream.close();
          },
          cancel: () => void (isOver = true),
        },
        { highWaterMark: 0 },
      );
      expect(await post(body, headers)).toBe(413);
      expect([sent, isOver]).toEqual([21_000, true]);
    }
  });

  it('is counted for itself: whoever sends many silences no failure of the server', async () => {
    const before = sentry.envelopes.length;
    for (let count = 0; count < 70; count += 1) expect(await post(JSON.stringify(FAILURE))).toBe(202);
    expect(tell(FAILURE, 'browser')).toBe(false);
    expect(tell({ ...FAILURE, type: 'TypeError' }, 'server')).toBe(true);
    const events = await sentry.waitFor(before + 61);
    expect(events.slice(before)).toHaveLength(61);
    expect(events.filter((event) => JSON.stringify(event).includes('"where":"server"'))).toHaveLength(1);
  });

  it('is asked for by nobody where no error tracking is set', async () => {
    const dsn = process.env['SENTRY_DSN'];
    delete process.env['SENTRY_DSN'];
    expect(await post(JSON.stringify(FAILURE))).toBe(404);
    process.env['SENTRY_DSN'] = dsn;
  });
});
