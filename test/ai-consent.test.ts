import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AiSpending } from '../src/platform/ai/ai-spending.ts';
import { DeletionJob } from '../src/features/deletion/deletion.job.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { thingsOf } from './support/things.ts';
import { unzip } from './support/zip.ts';

let own: TestApp;
let owner: Person;

const ASKED = { model: 'claude-haiku-5-5', host: 'ai.example.org' };
const NOTHING = { questions: 0, microDollars: 0 };

beforeAll(async () => {
  own = await startApp(
    {
      ANTHROPIC_API_KEY: 'sk-ant-a-key-of-nobody',
      AI_MODEL: ASKED.model,
      AI_BASE_URL: `https://${ASKED.host}`,
      DELETION_GRACE_DAYS: '0',
    },
    { database: await makeClone(`consent_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
  );
  owner = await own.person({ name: 'Adaeze' });
}, 60_000);
afterAll(async () => own.stop());

const consent = (person: Person, purse = person.purse) => person.client.request('PUT', `${purse}/ai/consent`);

async function book({ purseId }: Person): Promise<void> {
  await own.app.get(AiSpending).settle(
    { month: '2026-01-01', microDollars: 0 },
    {
      purseId,
      purpose: 'statement',
      model: ASKED.model,
      outcome: 'answered',
      inputTokens: 1000,
      outputTokens: 200,
      microDollars: 210,
    },
  );
}

describe('the consent to show a purse to an AI', () => {
  it('is not there until the owner gives it, and is taken back as easily; both are on record', async () => {
    const { client, purse, purseId } = await own.person({ name: 'Ngozi' });
    expect((await client.get(`${purse}/ai`)).body).toEqual({
      asked: ASKED,
      consent: null,
      thisMonth: NOTHING,
    });
    const given = await client.request('PUT', `${purse}/ai/consent`);
    const agreed = {
      asked: ASKED,
      consent: { givenAt: expect.any(String), givenBy: 'Ngozi' },
      thisMonth: NOTHING,
    };
    expect([given.status, given.body]).toEqual([200, agreed]);
    expect((await client.request('PUT', `${purse}/ai/consent`)).body).toEqual(given.body);
    const taken = await client.delete(`${purse}/ai/consent`);
    expect([taken.status, taken.body]).toEqual([200, { asked: ASKED, consent: null, thisMonth: NOTHING }]);
    await client.delete(`${purse}/ai/consent`);
    const history = (await own.auditOf(purseId, purseId)).map(({ action, changes }) => [action, changes]);
    expect(history.slice(1)).toEqual([
      ['ai.consented', ASKED],
      ['ai.withdrawn', {}],
    ]);
  });

  it('is the owner’s alone: others of the purse see it', async () => {
    const things = thingsOf(own, owner, owner);
    const editor = await own.person();
    await things.join(editor, 'editor');
    expect(await consent(editor, owner.purse)).toMatchObject({ status: 403, body: { code: 'role-too-low' } });
    await consent(owner);
    const seen = await editor.client.get(`${owner.purse}/ai`);
    expect(seen.body).toMatchObject({ consent: { givenBy: 'Adaeze' } });
    expect((await editor.client.delete(`${owner.purse}/ai/consent`)).status).toBe(403);
    const stranger = await own.person();
    expect((await consent(stranger, owner.purse)).status).toBe(404);
  });

  it('ends with the ownership: who gets the purse decides anew', async () => {
    const giver = await own.person();
    const heir = await own.person({ name: 'Bola' });
    await thingsOf(own, giver, giver).join(heir, 'viewer');
    await consent(giver);
    await giver.client.post(`${giver.purse}/owner`, { to: heir.userId });
    expect((await heir.client.get(`${giver.purse}/ai`)).body).toMatchObject({ consent: null });
    await consent(heir, giver.purse);
    expect((await giver.client.get(`${giver.purse}/ai`)).body).toMatchObject({
      consent: { givenBy: 'Bola' },
    });
  });

  it('tells what the purse asked this month', async () => {
    const person = await own.person();
    await book(person);
    await book(person);
    expect((await person.client.get(`${person.purse}/ai`)).body).toMatchObject({
      thisMonth: { questions: 2, microDollars: 420 },
    });
  });

  it('cannot be given where the installation asks no AI', async () => {
    const without = await startApp({}, { database: own.database });
    try {
      const person = await without.person();
      expect((await person.client.get(`${person.purse}/ai`)).body).toEqual({
        asked: null,
        consent: null,
        thisMonth: NOTHING,
      });
      expect((await consent(person)).body).toEqual(
        problem(409, 'ai-off', {
          instance: `${person.purse}/ai/consent`,
          detail: 'This installation asks no AI.',
        }),
      );
    } finally {
      await without.stop();
    }
  });

  it('and what was asked is in the export of the purse, and goes with the purse', async () => {
    const person = await own.person();
    await consent(person);
    await book(person);
    const answer = await fetch(`${own.baseUrl}${person.purse}/export`, {
      headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
    });
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const data = JSON.parse(files.get('data.json')?.toString() ?? '') as { ai: unknown };
    expect(data.ai).toEqual({
      consent: { givenBy: person.userId, givenAt: expect.stringMatching(/Z$/) },
      usage: [
        {
          id: expect.any(String),
          at: expect.stringMatching(/Z$/),
          purpose: 'statement',
          model: ASKED.model,
          outcome: 'answered',
          inputTokens: 1000,
          outputTokens: 200,
          microDollars: 210,
        },
      ],
    });
    await person.client.post(`${person.purse}/deletion`, { currentPassword: person.password });
    await own.app.get(DeletionJob).run();
    const left = await asOwner(own.database, async (database) => {
      const tables = ['ai_consents', 'ai_usage'].map(
        (table) => `select '${table}' as name from ${table} where purse_id = $1`,
      );
      return (await database.query(tables.join(' union all '), [person.purseId])).rows;
    });
    expect(left).toEqual([]);
  });
});
