import { randomBytes } from 'node:crypto';
import { errorTracking } from '../config/error-tracking.ts';
import type { Failure } from './failure.ts';

const PATIENCE_MS = 5000;
const MOST_PER_MINUTE = 60;

/** Where a failure may have been. Each counts for itself: strangers can send the browser's, and may drown no other. */
export type Where = 'browser' | 'server';

const told: Record<Where, { minute: number; count: number }> = {
  browser: { minute: 0, count: 0 },
  server: { minute: 0, count: 0 },
};

/** Tells Sentry of a failure in the page or in this server; false where none is configured or too many come. */
export function tell(failure: Failure, where: Where): boolean {
  const tracking = errorTracking();
  if (tracking === null) return false;
  const now = Date.now();
  const minute = Math.floor(now / 60_000);
  if (told[where].minute !== minute) told[where] = { minute, count: 0 };
  told[where].count += 1;
  if (told[where].count > MOST_PER_MINUTE) return false;
  const id = randomBytes(16).toString('hex');
  const event = {
    event_id: id,
    timestamp: now / 1000,
    platform: where === 'browser' ? 'javascript' : 'node',
    level: 'error',
    environment: tracking.environment,
    tags: { page: failure.page, where },
    exception: {
      values: [
        {
          type: failure.type,
          value: 'its words stay where they were said',
          // Sentry wants the place of the failure last.
          stacktrace: {
            frames: failure.frames.toReversed().map(({ file, name, line, column }) => ({
              filename: file,
              function: name,
              lineno: line,
              colno: column,
              in_app: true,
            })),
          },
        },
      ],
    },
  };
  const envelope = [
    { event_id: id, dsn: tracking.dsn, sent_at: new Date(now).toISOString() },
    { type: 'event' },
    event,
  ];
  fetch(tracking.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-sentry-envelope' },
    body: envelope.map((part) => JSON.stringify(part)).join('\n'),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => console.warn(`error tracking: ${String(error)}`));
  return true;
}
