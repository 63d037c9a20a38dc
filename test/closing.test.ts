import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { HealthService } from '../src/platform/health/health.service.ts';
import { startApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';

describe('the end of a process', () => {
  it('does not wait for a connection on which nothing was ever asked', async () => {
    const own = await startApp();
    const { hostname, port } = new URL(own.baseUrl);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    // The api takes the connection in before it is told to end.
    expect((await own.client().get('/health')).status).toBe(200);
    const closed = once(socket, 'close');
    await own.stop();
    await closed;
  }, 15_000);

  it('says how the database is, not that it is away, to those who still ask meanwhile', async () => {
    const database = await makeClone(`closing_${process.env['JEST_WORKER_ID'] ?? '0'}`);
    const own = await startApp({}, { database });
    const { client, email, password } = await own.person();
    const health = own.app.get(HealthService);
    await asOwner(database, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table sessions in exclusive mode'); // the sign-in waits here, and the end waits for it
      const signedIn = client.post('/api/v1/auth/sign-in', { email, password });
      await sleep(300);
      const stopped = own.stop();
      await sleep(700);
      expect((await health.view()).status).toBe('healthy');
      await owner.query('rollback');
      expect((await signedIn).status).toBe(200);
      await stopped;
    });
  }, 30_000);
});
