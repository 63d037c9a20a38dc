import { sleep } from './shell.mjs';

/**
 * Constant load: a page, the health, a list and a write, over and over by several hands at once. A request fails
 * when its answer is no success or its connection breaks.
 */
export class Load {
  requests = 0;
  failures = [];
  slowest = 0;
  written = [];
  #stopping = false;
  #hands = [];

  constructor(person, { hands = 4, pauseMs = 40, writes = true } = {}) {
    this.person = person;
    for (let hand = 0; hand < hands; hand += 1) this.#hands.push(this.#work(pauseMs, writes));
  }

  async #work(pauseMs, writes) {
    const { person } = this;
    const jobs = [
      () => this.#get('/'),
      () => this.#get('/health'),
      () => this.#get(`${person.purse}/transactions?limit=20`),
      ...(writes ? [async () => this.written.push(await person.write())] : []),
    ];
    for (let turn = 0; !this.#stopping; turn += 1) {
      const began = performance.now();
      this.requests += 1;
      try {
        await jobs[turn % jobs.length]();
      } catch (error) {
        this.failures.push(`${new Date().toISOString()} ${error.message}`);
      }
      this.slowest = Math.max(this.slowest, performance.now() - began);
      await sleep(pauseMs);
    }
  }

  async #get(path) {
    const answer = await this.person.call('GET', path);
    if (answer.status >= 400) throw new Error(`GET ${path}: ${answer.status} ${answer.text.slice(0, 120)}`);
  }

  async stop() {
    this.#stopping = true;
    await Promise.all(this.#hands);
    return this;
  }

  /** One line about it. */
  get line() {
    return `${this.requests} requests, ${this.failures.length} failed, slowest ${Math.round(this.slowest)} ms`;
  }
}

/** Runs `work` under load, a little before and after it too, and throws when a request failed. */
export async function underLoad(person, work, options = {}) {
  const load = new Load(person, options);
  try {
    await sleep(1500);
    await work(load);
    await sleep(options.after ?? 3000);
  } finally {
    await load.stop();
  }
  if (load.failures.length > (options.allowed ?? 0))
    throw new Error(`${load.line}: ${load.failures.slice(0, 4).join(' | ')}`);
  const there = new Set((await person.transactions()).map(({ id }) => id));
  const lost = load.written.filter((id) => !there.has(id));
  if (lost.length > 0)
    throw new Error(`${lost.length} of ${load.written.length} acknowledged writes are lost`);
  return load;
}
