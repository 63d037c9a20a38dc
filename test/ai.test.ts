import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Ai } from '../src/platform/ai/ai.ts';
import { InternalServer } from '../src/platform/health/internal-server.ts';
import { startAi } from './support/ai.ts';
import type { FakeAi } from './support/ai.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { asOwner } from './support/owner.ts';

const KEY = 'sk-ant-test-key-of-the-fake-vendor';
const WORKER = process.env['JEST_WORKER_ID'] ?? '0';
const Colour = z.strictObject({ colour: z.string().min(1).max(10), shade: z.int().min(0).nullable() });

let vendor: FakeAi;
let own: TestApp;
let person: Person;
let port: number;

const settings = () => ({
  ANTHROPIC_API_KEY: KEY,
  AI_BASE_URL: vendor.url,
  AI_TIMEOUT_SECONDS: '2',
  AI_MONTHLY_LIMIT: '100',
});

beforeAll(async () => {
  vendor = await startAi();
  own = await startApp(settings(), { database: await makeClone(`ai_${WORKER}`) });
  port = await own.app.get(InternalServer).listen();
}, 120_000);
afterAll(async () => {
  await own.stop();
  await vendor.stop();
});
beforeEach(async () => {
  await asOwner(own.database, (owner) => owner.query('delete from ai_months'));
  vendor.questions.length = 0;
  person = await own.person();
});

function ask(app: TestApp = own, signal: AbortSignal = new AbortController().signal) {
  return app.app.get(Ai).ask({
    purseId: person.purseId,
    purpose: 'statement',
    task: 'Name the colour.',
    material: 'The sky over Lagos',
    answer: { name: 'name_colour', description: 'Names it.', schema: Colour },
    mostTokens: 500,
    signal,
  });
}

async function booked(database: TestDatabase = own.database) {
  return asOwner(database, async (owner) => {
    const { rows: usage } = await owner.query(
      `select purpose, model, outcome, input_tokens, output_tokens, micro_dollars::int as cost
         from ai_usage where purse_id = $1 order by id`,
      [person.purseId],
    );
    const { rows: months } = await owner.query('select micro_dollars::int as spent from ai_months');
    return { usage, spent: months.map(({ spent }) => spent as number) };
  });
}

async function metrics(): Promise<Map<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('ikpa_ai_'));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  );
}

const requests = (outcome: string) => `ikpa_ai_requests_total{purpose="statement",outcome="${outcome}"}`;

describe('a question to the AI', () => {
  it('is sent as task and material apart, with one strict form for the answer, and is booked', async () => {
    vendor.reply({ input: { colour: 'blue', shade: null } });
    const before = await metrics();
    const answer = await ask();
    expect(answer).toEqual({
      value: { colour: 'blue', shade: null },
      receipt: { model: 'claude-sonnet-5-5', at: expect.any(String), microDollars: 5400 },
    });
    const [asked] = vendor.questions;
    expect(asked?.path).toBe('/v1/messages');
    expect(asked?.headers.authorization ?? asked?.headers['x-api-key']).toContain(KEY);
    expect(asked?.body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 500,
      system: 'Name the colour.',
      messages: [{ role: 'user', content: 'The sky over Lagos' }],
      tools: [
        {
          name: 'name_colour',
          description: 'Names it.',
          strict: true,
          input_schema: {
            type: 'object',
            properties: {
              colour: { type: 'string' },
              shade: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
            },
            required: ['colour', 'shade'],
            additionalProperties: false,
          },
        },
      ],
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
      output_config: { effort: 'low' },
    });
    expect(await booked()).toEqual({
      usage: [
        {
          purpose: 'statement',
          model: 'claude-sonnet-5-5',
          outcome: 'answered',
          input_tokens: 1200,
          output_tokens: 300,
          cost: 5400,
        },
      ],
      spent: [5400],
    });
    const after = await metrics();
    const grew = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grew(requests('answered'))).toBe(1);
    expect(grew('ikpa_ai_tokens_total{model="claude-sonnet-5-5",kind="input"}')).toBe(1200);
    expect(grew('ikpa_ai_tokens_total{model="claude-sonnet-5-5",kind="output"}')).toBe(300);
    expect(grew('ikpa_ai_cost_micro_dollars_total{model="claude-sonnet-5-5"}')).toBe(5400);
    expect(after.get('ikpa_ai_month_micro_dollars{kind="limit"}')).toBe(1_000_000);
    expect(after.has('ikpa_ai_month_micro_dollars{kind="spent"}')).toBe(true);
  });

  it.each([429, 500, 529])('is sent again after a while where the vendor says %i', async (status) => {
    vendor.reply({ status }, { input: { colour: 'grey', shade: 3 } });
    expect((await ask()).value).toEqual({ colour: 'grey', shade: 3 });
    expect(vendor.questions).toHaveLength(2);
    expect((await booked()).spent).toEqual([5400]);
  });

  it('is given up after the third time, or where the vendor asks for too long a pause, and costs nothing', async () => {
    vendor.reply({ status: 529 }, { status: 529 }, { status: 529 });
    await expect(ask()).rejects.toMatchObject({ code: 'ai-unavailable', kind: 'unavailable' });
    expect(vendor.questions).toHaveLength(3);
    vendor.reply({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(ask()).rejects.toMatchObject({ code: 'ai-unavailable' });
    expect(vendor.questions).toHaveLength(4);
    expect(await booked()).toEqual({ usage: [], spent: [0] });
  }, 20_000);

  it('is not sent again where the vendor refuses us, and costs nothing', async () => {
    vendor.reply({ status: 401 });
    await expect(ask()).rejects.toMatchObject({ code: 'ai-refused', kind: 'conflict' });
    expect(vendor.questions).toHaveLength(1);
    expect(await booked()).toEqual({ usage: [], spent: [0] });
  });

  it('is sent nowhere else, and not again where it may be charged already', async () => {
    const elsewhere = await startAi();
    const headers = { location: `${elsewhere.url}/v1/messages` };
    for (const reply of [{ status: 307, headers }, 'break'] as const) {
      vendor.questions.length = 0;
      vendor.reply(reply, { input: { colour: 'blue', shade: null } });
      await expect(ask()).rejects.toMatchObject({ code: 'ai-unavailable' });
      expect(vendor.questions).toHaveLength(1);
    }
    expect(elsewhere.questions).toEqual([]);
    await elsewhere.stop();
    expect((await booked()).usage.map(({ outcome }) => outcome as string)).toEqual(['unknown', 'unknown']);
  });

  it('ends after its time, and is counted at the most it may have cost', async () => {
    vendor.reply('silence');
    await expect(ask()).rejects.toMatchObject({ code: 'ai-too-slow', kind: 'unavailable' });
    const { usage, spent } = await booked();
    expect(usage).toEqual([expect.objectContaining({ outcome: 'unknown', input_tokens: 0, cost: spent[0] })]);
    expect(spent[0]).toBeGreaterThan(5000);
    expect(vendor.questions).toHaveLength(1);
  });

  it('ends at once when it is cancelled', async () => {
    vendor.reply('silence');
    const cancel = new AbortController();
    const asked = ask(own, cancel.signal);
    for (let tries = 0; tries < 200 && vendor.questions.length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    cancel.abort(new Error('not wanted any more'));
    await expect(asked).rejects.toThrow('not wanted any more');
    expect((await booked()).usage).toEqual([expect.objectContaining({ outcome: 'unknown' })]);
  });

  it.each<[string, Parameters<FakeAi['reply']>[0]]>([
    ['another form', { input: { colour: 'blue', shade: 'dark' } }],
    ['more than the form has', { input: { colour: 'blue', shade: null, sky: true } }],
    ['no call of the tool', { message: textMessage('I would rather not.', 'end_turn') }],
    ['an answer that was cut off', { message: textMessage('{"colour":', 'max_tokens') }],
    ['no message at all', { message: { hello: 'there' } }],
    ['no JSON', { status: 200, text: '<html>' }],
  ])('takes nothing from %s, and books it', async (_what, reply) => {
    vendor.reply(reply);
    await expect(ask()).rejects.toMatchObject({
      code: expect.stringMatching(/^ai-(unusable-answer|refused)$/),
    });
    expect((await booked()).usage).toHaveLength(1);
  });
});

describe('the limit of a month', () => {
  it('refuses a question that may pass it, before anything is sent', async () => {
    await asOwner(own.database, (owner) =>
      owner.query(`insert into ai_months values (date_trunc('month', now() at time zone 'UTC'), 995000)`),
    );
    const before = await metrics();
    await expect(ask()).rejects.toMatchObject({ code: 'ai-limit-reached', kind: 'conflict' });
    expect(vendor.questions).toEqual([]);
    expect((await booked()).spent).toEqual([995_000]);
    const after = await metrics();
    expect((after.get(requests('over-limit')) ?? 0) - (before.get(requests('over-limit')) ?? 0)).toBe(1);
  });

  it('is not passed by questions at the same time', async () => {
    await asOwner(own.database, (owner) =>
      owner.query(`insert into ai_months values (date_trunc('month', now() at time zone 'UTC'), 975000)`),
    );
    vendor.reply(...Array.from({ length: 6 }, () => ({ input: { colour: 'blue', shade: null } })));
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => ask()));
    const refused = asked.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(vendor.questions).toHaveLength(6 - refused.length);
    expect((await booked()).spent).toEqual([975_000 + 5400 * (6 - refused.length)]);
  });

  it('begins anew with the next month, and is not given back by a purse that is deleted', async () => {
    vendor.reply({ input: { colour: 'blue', shade: null } }, { input: { colour: 'blue', shade: null } });
    await ask();
    await asOwner(own.database, (owner) => owner.query('delete from purses where id = $1', [person.purseId]));
    expect(await booked()).toEqual({ usage: [], spent: [5400] });
    own.clock.advance(32 * 24 * 3600_000);
    await ask();
    expect(await booked()).toEqual({ usage: [], spent: [5400, 5400] });
  });
});

describe('an installation without a key', () => {
  it('asks nobody', async () => {
    const without = await startApp({}, { database: own.database });
    try {
      await expect(ask(without)).rejects.toMatchObject({ code: 'ai-off', kind: 'conflict' });
      expect(without.app.get(Ai).asked).toBeNull();
      expect(vendor.questions).toEqual([]);
    } finally {
      await without.stop();
    }
  });
});

function textMessage(text: string, stop_reason: string) {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-5-5',
    content: [{ type: 'text', text, citations: null }],
    stop_reason,
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 500 },
  };
}
