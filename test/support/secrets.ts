import { randomUUID } from 'node:crypto';

/** Of one test file alone: attempts are counted under it, and files that run at once share a Redis. */
export const REFRESH_SECRET = `test refresh secret ${randomUUID()}`;
