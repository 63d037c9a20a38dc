import { Socket, connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { MARCH, newAccount, rested } from './support/imports.ts';

/** A way to the database on which the connections of the queue can be made to say nothing more, yet stay open. */
let proxy: Server;
let own: TestApp;
let ada: Person;
const queueConnections: { near: Socket; far: Socket }[] = [];
const setKeepAlive = jest.spyOn(Socket.prototype, 'setKeepAlive');

beforeAll(async () => {
  const database = await makeClone(`frozen_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  const target = new URL(database.appUrl);
  proxy = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    // The first message names the application.
    near.once('data', (bytes) => {
      if (bytes.includes('ikpa-jobs')) queueConnections.push({ near, far });
    });
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.appUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  own = await startApp({}, { database: { ...database, appUrl: url.href } });
  ada = await own.person();
  await newAccount(ada);
}, 60_000);

afterAll(async () => {
  await own.stop();
  jest.restoreAllMocks();
  proxy.close();
  for (const { near, far } of queueConnections) [near, far].forEach((socket) => socket.destroy());
});

test('the queue keeps its connections alive, so that one through a gateway that forgot it is noticed', () => {
  const { calls } = setKeepAlive.mock;
  const contexts = setKeepAlive.mock.contexts as Socket[];
  const keptAlive = new Set(
    contexts.filter((_, at) => calls[at]?.[0] === true).map(({ localPort }) => localPort),
  );
  const ports = queueConnections.map(({ near }) => near.remotePort ?? 0);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !keptAlive.has(port))).toEqual([]);
});

test('a worker takes jobs again half a minute after its connections froze', async () => {
  for (const { near, far } of queueConnections) {
    near.unpipe();
    far.unpipe();
    near.pause();
    far.pause();
  }
  const sent = await ada.client.upload<ImportView>(`${ada.purse}/imports`, 'march.csv', MARCH);
  expect((await rested(own, ada, sent.body.id, 75_000)).status).toBe('ready');
}, 90_000);
