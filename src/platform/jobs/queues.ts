/** A queue of pg-boss with its bounds; made by the migrate step, since the application's role has no DDL. */
export interface QueueDefinition {
  name: string;
  notify: boolean;
  retryLimit: number;
  retryDelay: number;
  retryBackoff: boolean;
  expireInSeconds: number;
  deleteAfterSeconds: number;
  /** A worker that says nothing for so long has died: another takes the job. */
  heartbeatSeconds: number;
  /** Where a job goes that failed for good, whether it threw or its worker died under it. */
  deadLetter?: string;
}

/** The queue of the jobs of another queue that failed for good. */
export const deadLettersOf = (queue: string) => `${queue}.dead`;

const queue = (name: string, expireInSeconds: number): QueueDefinition => ({
  name,
  notify: true,
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds,
  deleteAfterSeconds: 7 * 24 * 3600,
  heartbeatSeconds: 20,
});

/** What failed for good is told to the person: by a job of its own, since the worker may be gone. */
const toldQueue = (name: string, expireInSeconds: number): readonly QueueDefinition[] => [
  queue(deadLettersOf(name), 60),
  { ...queue(name, expireInSeconds), deadLetter: deadLettersOf(name) },
];

/** Each try asks the AI anew and is paid for: once more where a worker died, no oftener. */
const aiQueue = (name: string, expireInSeconds: number): readonly QueueDefinition[] =>
  toldQueue(name, expireInSeconds).map((one) => (one.name === name ? { ...one, retryLimit: 1 } : one));

/** A mail server that is away comes back: tried for about four hours. */
const mailQueue = (name: string): QueueDefinition => ({
  ...queue(name, 120),
  retryLimit: 8,
  retryDelay: 60,
  deleteAfterSeconds: 24 * 3600,
});

/** Every queue of the product. */
export const QUEUES: readonly QueueDefinition[] = [
  ...toldQueue('import.read', 600),
  ...aiQueue('import.ai', 900),
  ...toldQueue('import.commit', 900),
  ...toldQueue('import.undo', 900),
  ...toldQueue('restore.run', 1800),
  queue('import.files', 3600),
  queue('deletion.run', 3600),
  mailQueue('mail.verification'),
  mailQueue('mail.reset'),
  mailQueue('mail.invitation'),
];

export type QueueName =
  | 'import.read'
  | 'import.ai'
  | 'import.commit'
  | 'import.undo'
  | 'restore.run'
  | 'import.files'
  | 'deletion.run'
  | 'mail.verification'
  | 'mail.reset'
  | 'mail.invitation';
