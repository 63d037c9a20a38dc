import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';

/** What a worker thread sends through its port while it works. */
export type FromWorker = { progress: unknown } | { question: unknown };

/** The worker thread's end of a computation's port. */
export class Asker {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  tell(progress: unknown): void {
    this.#port.postMessage({ progress } satisfies FromWorker);
  }

  /** Asks the main thread and waits for its answer; one question at a time. */
  async ask<Answer>(question: unknown): Promise<Answer> {
    const answered = once(this.#port, 'message');
    this.#port.postMessage({ question } satisfies FromWorker);
    const [answer] = (await answered) as [Answer];
    return answer;
  }
}
