import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeRunFolder } from '../../scripts/test-services.mjs';
import { freePort } from '../support/ports.ts';
import { Starter, alive, runningFile } from './starter.ts';

let dataDir: string;
let env: Record<string, string>;
const started: Starter[] = [];

async function start(more: Record<string, string> = {}): Promise<Starter> {
  const starter = await Starter.run({ ...env, ...more });
  started.push(starter);
  return starter;
}

const children = () => runningFile(dataDir).children.map(({ pid }) => pid);
const secrets = () => readFileSync(join(dataDir, 'secrets.json'), 'utf8');

beforeAll(async () => {
  dataDir = await makeRunFolder();
  env = {
    IKPA_DATA_DIR: dataDir,
    PORT: String(await freePort()),
    WEB_PORT: String(await freePort()),
    IKPA_PG_PORT: String(await freePort()),
  };
});

afterAll(async () => {
  const last = started.findLast((starter) => alive([starter.pid]).length > 0);
  await last?.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start, on a tree that is installed and built', () => {
  let first: Starter;
  let made: string;

  it('says each step with its time and prints one address, which answers', async () => {
    first = await start();
    const url = `http://localhost:${env['WEB_PORT']}`;
    expect(first.err).toEqual([]);
    expect(first.out).toEqual([
      expect.stringMatching(/^ {2}Start the database +[\d.]+ s$/),
      expect.stringMatching(/^ {2}Bring the database up to date +[\d.]+ s$/),
      expect.stringMatching(/^ {2}Start the API and the web +[\d.]+ s$/),
      expect.stringMatching(new RegExp(`^Ikpa is ready after [\\d.]+ s: ${url}$`)),
      `Ctrl-C ends it. Data: ${dataDir}, logs: ${dataDir}/logs`,
    ]);
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    // The web passes the API's part on.
    expect((await fetch(`${url}/api/v1/me`)).status).toBe(401);
  }, 60_000);

  it('keeps its secrets to itself', () => {
    made = secrets();
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    for (const name of ['api', 'web', 'postgres']) {
      expect(statSync(join(dataDir, 'logs', `${name}.log`)).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a second one with the address of the first', async () => {
    const second = await start();
    const { url, pid } = runningFile(dataDir);
    expect(await second.ended).toBe(1);
    expect([second.out, second.err]).toEqual([
      [],
      [`Ikpa is already running with this data folder: ${url} (process ${pid}).`],
    ]);
  });

  it('refuses a busy port with the variable to change', async () => {
    const other = await start({ IKPA_DATA_DIR: `${dataDir}/other` });
    expect(await other.ended).toBe(1);
    expect([other.out, other.err]).toEqual([
      [],
      [
        `Port ${env['PORT']}, which the API needs, is in use by another program: end that, or choose another port, ` +
          `for example PORT=${Number(env['PORT']) + 10} npm start.`,
      ],
    ]);
  });

  it('starts again after it was killed, ends what was left, and finds everything as it was', async () => {
    const left = children();
    expect(left).toHaveLength(3);
    await first.kill();
    expect(alive(left)).toEqual(left);
    first = await start();
    expect(first.err).toEqual([]);
    expect(first.out).toContain(`Ctrl-C ends it. Data: ${dataDir}, logs: ${dataDir}/logs`);
    expect(alive(left)).toEqual([]);
    expect(secrets()).toBe(made);
  }, 60_000);

  it('says which part ended by itself, and ends the rest', async () => {
    const all = children();
    const { pid = 0 } = runningFile(dataDir).children.find(({ name }) => name === 'postgres') ?? {};
    process.kill(pid, 'SIGKILL');
    expect(await first.ended).toBe(1);
    expect(first.err[0]).toMatch(
      /^The postgres ended by itself \(signal SIGKILL\)\. Its log .*postgres\.log/,
    );
    expect(alive(all)).toEqual([]);
    first = await start();
    expect(first.err).toEqual([]);
  }, 60_000);

  it('ends everything in order on Ctrl-C and leaves nothing', async () => {
    const all = children();
    expect(await first.interrupt()).toBe(0);
    expect(first.out.slice(-2)).toEqual(['Ending: web, API, database …', 'Ikpa has ended.']);
    expect(alive(all)).toEqual([]);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    expect(readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')).toContain(
      'database system is shut down',
    );
  }, 60_000);

  it('refuses a database port that is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(Number(env['IKPA_PG_PORT']), '127.0.0.1', resolve));
    try {
      const refused = await start();
      expect(await refused.ended).toBe(1);
      expect(refused.err).toEqual([expect.stringMatching(/^Port \d+, which the database needs, is in use/)]);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });
});
