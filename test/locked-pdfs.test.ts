import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { Client } from './support/client.ts';
import { makeClone } from './support/database.ts';
import {
  commitImport,
  factsOf,
  newAccount,
  readImport,
  rested,
  rowsOf,
  transactionsOf,
} from './support/imports.ts';
import { PDF_CORPUS } from './support/pdf/corpus.ts';
import { lockedPdf } from './support/pdf/locked-pdf.ts';
import { pictureOf } from './support/picture.ts';
import { problem } from './support/problem.ts';
import { startProcess } from './support/process.ts';

const PASSWORD = 'planted-4711-harmattan';

let own: TestApp;
let person: Person;

// Without Redis: what this file counts is its own.
beforeAll(async () => {
  own = await startApp({ REDIS_URL: '' });
  person = await own.person();
  await newAccount(person);
}, 60_000);

afterAll(async () => own.stop());

const unlock = (who: Person, id: string, password: unknown) =>
  who.client.post<ImportView>(`${who.purse}/imports/${id}/unlock`, { password });

describe('a PDF statement', () => {
  it('is read, shown with pages and lines, and committed', async () => {
    const saver = await own.person({ country: 'GH' });
    const accountId = await newAccount(saver, { currency: 'GHS' });
    const file = readFileSync(new URL('gh-current.pdf', PDF_CORPUS));
    const read = await readImport(own, saver, 'gh-current.pdf', file);
    expect(read).toMatchObject({
      status: 'ready',
      format: 'pdf',
      problem: null,
      counts: { rows: 10, new: 10, duplicate: 0, rejected: 0, doubtful: 0 },
      statements: [
        { accountId, currency: 'GHS', proof: { state: 'proved', opening: 341120, closing: 296875 } },
      ],
    });
    const rows = await rowsOf(saver, read.id);
    expect([rows[0], rows[9]].map((row) => [row?.where, row?.amount, row?.description])).toEqual([
      ['page 1, line 6', 285000, 'Salary Volta Textiles Limited February'],
      ['page 2, line 3', -2000, 'Account fee'],
    ]);
    expect((await commitImport(own, saver, read.id)).status).toBe('committed');
    expect(await transactionsOf(saver)).toHaveLength(10);
    await own.expectProvedRollups(saver.purseId);
  });
});

describe('a locked PDF', () => {
  it('waits for its password; a wrong one can be tried again, the right one has it read', async () => {
    const before = await pictureOf(own, person);
    const bytes = lockedPdf(PASSWORD);
    const read = await readImport(own, person, 'march.pdf', bytes);
    expect(read).toMatchObject({ status: 'locked', format: 'pdf', problem: null, statements: [] });
    const wrong = await unlock(person, read.id, 'not this one');
    expect([wrong.status, wrong.body]).toEqual([
      422,
      problem(422, 'wrong-pdf-password', {
        instance: `${person.purse}/imports/${read.id}/unlock`,
        detail: 'That password does not open the PDF. Nothing was kept of it.',
        errors: [['/password', 'does not open this PDF']],
      }),
    ]);
    expect(await pictureOf(own, person)).toEqual(before);
    const right = await unlock(person, read.id, PASSWORD);
    expect([right.status, right.body.status]).toEqual([202, 'uploaded']);
    const ready = await rested(own, person, read.id);
    expect(ready).toMatchObject({ status: 'ready', format: 'pdf', counts: { rows: 2, new: 2 } });
    expect(ready.statements[0]?.proof?.state).toBe('proved');
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-03-14', 20_000, 'TRANSFER FROM ADA'],
      ['2026-03-13', -6_000, 'CEMENT DEPOT'],
    ]);
    const kept = await fetch(`${own.baseUrl}${person.purse}/imports/${read.id}/file`, {
      headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
    });
    if (kept.ok) expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('is discarded like any other, and its password is asked of no other import', async () => {
    const read = await readImport(own, person, 'april.pdf', lockedPdf('april'));
    expect((await person.client.delete(`${person.purse}/imports/${read.id}`)).status).toBe(204);
    expect((await unlock(person, read.id, 'april')).body).toMatchObject({
      status: 404,
      code: 'import-not-found',
    });
    const open = await readImport(own, person, 'open.csv', 'Date,Details,Amount\n13/03/2026,SHOP,-1.00\n');
    expect((await unlock(person, open.id, 'april')).body).toMatchObject({
      status: 409,
      code: 'wrong-import-state',
    });
  });

  it('takes no password that cannot be one', async () => {
    const read = await readImport(own, person, 'may.pdf', lockedPdf('may'));
    for (const password of ['', 'x'.repeat(128), 12, null, 'nul\u0000byte']) {
      const answer = await unlock(person, read.id, password);
      expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ code: 'invalid-input' })]);
    }
  });

  it('is not opened by guessing: after ten attempts even the right password has to wait', async () => {
    const guesser = await own.person();
    const read = await readImport(own, guesser, 'june.pdf', lockedPdf('june'));
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await unlock(guesser, read.id, `guess ${attempt}`)).status).toBe(422);
    const late = await unlock(guesser, read.id, 'june');
    expect([late.status, late.body]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect((await readImport(own, guesser, 'again.pdf', lockedPdf('june'))).status).toBe('locked');
  });

  it('stays closed to a viewer', async () => {
    const read = await readImport(own, person, 'july.pdf', lockedPdf('july'));
    const stranger = await own.person();
    const answer = await stranger.client.post(`${person.purse}/imports/${read.id}/unlock`, {
      password: 'july',
    });
    expect(answer.body).toMatchObject({ status: 404, code: 'purse-not-found' });
  });
});

describe('the password of a PDF', () => {
  it('is in no table, no job, no Redis key, no log line and no answer', async () => {
    const database = await makeClone(`locked_${process.env['JEST_WORKER_ID'] ?? '0'}`);
    const redisUrl = process.env['TEST_RUN_REDIS_URL'];
    const api = await startProcess(database, {
      LOG_LEVEL: 'trace',
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    });
    const redis = redisUrl === undefined ? null : new Redis(redisUrl);
    try {
      const client = new Client(api.baseUrl);
      const signedUp = await client.post<{ purses: { id: string }[] }>('/api/v1/auth/sign-up', {
        email: `locked-${process.pid}@example.org`,
        password: 'wander-quiet-harbour-42',
        name: 'Zainabu',
        country: 'NG',
      });
      const purse = `/api/v1/purses/${signedUp.body.purses[0]?.id}`;
      const sent = { client, purse } as Person;
      const locked = await readImport(own, sent, 'locked.pdf', lockedPdf(PASSWORD));
      const answers = [
        await client.post(
          `${purse}/imports/${locked.id}/unlock`,
          { password: `${PASSWORD}-wrong` },
          { headers: { 'idempotency-key': 'unlock-once' } },
        ),
        await client.post(`${purse}/imports/${locked.id}/unlock`, { password: PASSWORD, more: PASSWORD }),
        await client.post(
          `${purse}/imports/${locked.id}/unlock`,
          { password: PASSWORD },
          { headers: { 'idempotency-key': 'unlock-twice' } },
        ),
      ];
      expect(answers.map(({ status }) => status)).toEqual([422, 422, 202]);
      expect((await rested(own, sent, locked.id)).status).toBe('ready');
      const tables = await contents(database.ownerUrl);
      const keys = redis === null ? '' : await everything(redis);
      api.send('SIGTERM');
      await api.ended;
      // The search finds what is there: the name of the file, and the word for an import in Redis or the log.
      expect(tables).toContain('locked.pdf');
      expect(api.output()).toContain('/unlock');
      const places = {
        tables,
        keys,
        log: api.output(),
        answers: JSON.stringify(answers.map(({ body }) => body)),
      };
      for (const [place, text] of Object.entries(places))
        for (const form of formsOf(PASSWORD)) expect([place, text.includes(form)]).toEqual([place, false]);
    } finally {
      await redis?.quit();
      api.send('SIGKILL');
    }
  }, 240_000);
});

/** A word as it may lie about: plain, in hexadecimal, in Base64 from any of its three places. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((skip) =>
    bytes
      .subarray(skip, skip + 15)
      .toString('base64')
      .slice(0, 18),
  );
  return [word, bytes.toString('hex'), ...base64, encodeURIComponent(word)];
}

/** Every row of every table, jobs too; bytes in hexadecimal. */
async function contents(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    let all = '';
    for (const { name } of rows) {
      const found = await client.query<{ text: string }>(`select one::text as text from ${name} as one`);
      all += found.rows.map(({ text }) => text).join('\n');
    }
    return all;
  } finally {
    await client.end();
  }
}

async function everything(redis: Redis): Promise<string> {
  const keys = await redis.keys('*');
  const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return keys.join('\n') + values.map((value) => value?.toString('latin1') ?? '').join('\n');
}
