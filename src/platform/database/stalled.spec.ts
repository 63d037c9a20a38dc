import { EventEmitter } from 'node:events';
import { afterEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { breakStalled } from './stalled.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('a pg that keeps its connections otherwise is told of once, with what is missing, and not watched', async () => {
  const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const pool = new EventEmitter();
  breakStalled(pool as unknown as Pool, {});
  for (let count = 0; count < 2; count += 1) pool.emit('connect', { processID: 12, connection: {} });
  await new Promise((resolve) => setImmediate(resolve));
  expect(told.mock.calls).toEqual([
    [
      { lacking: ['readyForQuery', 'connection.stream'] },
      'this version of pg keeps its connections otherwise: those to a server that is gone are not noticed',
    ],
  ]);
  expect(pool.listenerCount('connect')).toBe(0);
});
