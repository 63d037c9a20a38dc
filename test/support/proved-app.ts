import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startApp } from './app.ts';
import type { Person, TestApp } from './app.ts';

/**
 * The application for all tests of a file. After each of them, what is kept of every person's purse must be what its
 * rows add up to.
 */
export function provedApp(start: () => Promise<TestApp> = startApp): TestApp {
  const own = new ProvedApp();
  beforeAll(async () => own.begin(await start()), 60_000);
  afterEach(async () => own.prove());
  afterAll(async () => own.stop());
  return own;
}

/** There before it is started, so that a file can name it. */
class ProvedApp implements TestApp {
  #started: TestApp | null = null;
  #touched: string[] = [];

  begin(started: TestApp): void {
    this.#started = started;
  }

  async person(given?: Parameters<TestApp['person']>[0]): Promise<Person> {
    const person = await this.#own().person(given);
    this.#touched.push(person.purseId);
    return person;
  }

  async prove(): Promise<void> {
    for (const purseId of this.#touched.splice(0)) await this.expectProvedRollups(purseId);
  }

  get app() {
    return this.#own().app;
  }
  get baseUrl() {
    return this.#own().baseUrl;
  }
  get clock() {
    return this.#own().clock;
  }
  get database() {
    return this.#own().database;
  }
  client() {
    return this.#own().client();
  }
  auditOf(...of: Parameters<TestApp['auditOf']>) {
    return this.#own().auditOf(...of);
  }
  expectProvedRollups(purseId: string) {
    return this.#own().expectProvedRollups(purseId);
  }
  async stop(): Promise<void> {
    await this.#started?.stop();
  }

  #own(): TestApp {
    if (this.#started === null) throw new Error('the application of this file is not started');
    return this.#started;
  }
}
