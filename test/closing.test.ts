import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';

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
});
