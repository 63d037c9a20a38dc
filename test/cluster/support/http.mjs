import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

/** A way to the release: its public URL, where that is reached, and who signed its certificate. */
export class Door {
  constructor({ url, connect, ca }) {
    this.url = new URL(url);
    const [host, port] = (connect ?? this.url.host).split(':');
    this.host = host;
    this.port = Number(port ?? (this.url.protocol === 'https:' ? 443 : 80));
    const options = {
      keepAlive: true,
      maxSockets: 64,
      ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    };
    this.http = this.url.protocol === 'https:' ? https : http;
    this.agent = new this.http.Agent(options);
  }

  /** One request. Answers status, headers and text; rejects when the connection breaks. */
  ask(method, path, { headers = {}, body, timeout = 20_000, onResponse, agent } = {}) {
    return new Promise((resolve, reject) => {
      const sent = this.http.request(
        {
          method,
          path,
          host: this.host,
          port: this.port,
          servername: this.url.hostname,
          agent: agent ?? this.agent,
          timeout,
          headers: { host: this.url.host, ...headers },
        },
        (response) => {
          onResponse?.(response, sent);
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part) => (text += part));
          response.on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer in ${timeout} ms`)));
      sent.on('error', reject);
      if (typeof body === 'function') body(sent);
      else sent.end(body);
    });
  }
}

/** A person with a browser: keeps cookies. */
export class Person {
  #cookies = new Map();

  constructor(door) {
    this.door = door;
    this.email = `${randomUUID()}@example.org`;
    this.password = 'wander-quiet-harbour-42';
  }

  headers(path) {
    const fits = [...this.#cookies].filter(([, one]) => path.startsWith(one.path));
    const cookie = fits.map(([name, one]) => `${name}=${one.value}`).join('; ');
    return { 'x-ikpa-client': 'test', origin: this.door.url.origin, ...(cookie === '' ? {} : { cookie }) };
  }

  async call(method, path, body, more = {}) {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await this.door.ask(method, path, {
      ...more,
      headers: { ...this.headers(path), ...type, ...more.headers },
      body: more.body ?? json,
    });
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    const isJson = /json/.test(answer.headers['content-type'] ?? '');
    return { ...answer, body: isJson && answer.text !== '' ? JSON.parse(answer.text) : answer.text };
  }

  #keep(line) {
    const [pair, ...rest] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const path = rest.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    if (pair.slice(at + 1) === '') this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
  }

  async must(status, method, path, body, more) {
    const answer = await this.call(method, path, body, more);
    if (answer.status !== status)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return answer.body;
  }

  async signUp() {
    const { email, password } = this;
    const body = await this.must(201, 'POST', '/api/v1/auth/sign-up', {
      email,
      password,
      name: 'Adaeze',
      country: 'NG',
    });
    this.purse = `/api/v1/purses/${body.purses[0].id}`;
    const account = await this.must(201, 'POST', `${this.purse}/accounts`, { name: 'Bank', kind: 'current' });
    this.account = account.id;
    return this;
  }

  async signIn() {
    this.#cookies.clear();
    const { email, password } = this;
    await this.must(200, 'POST', '/api/v1/auth/sign-in', { email, password });
  }

  /** Types one entry; answers its id once the API has acknowledged it. */
  async write(amount = -100) {
    const entry = { accountId: this.account, date: '2026-03-01', amount, counterparty: 'Shop' };
    const headers = { 'idempotency-key': randomUUID() };
    return (await this.must(201, 'POST', `${this.purse}/transactions`, entry, { headers })).id;
  }

  async transactions() {
    const all = [];
    let cursor = '';
    do {
      const page = await this.must(200, 'GET', `${this.purse}/transactions?limit=100${cursor}`);
      all.push(...page.items);
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    return all;
  }

  /** A multipart body with one file. */
  static form(name, text) {
    const boundary = `ikpa-${randomUUID()}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
    return {
      type: `multipart/form-data; boundary=${boundary}`,
      body: Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`),
    };
  }

  async #rest(id) {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const view = await this.must(200, 'GET', `${this.purse}/imports/${id}`);
      if (!['uploaded', 'reading', 'committing', 'undoing'].includes(view.status)) return view;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new Error(`import ${id} does not come to rest`);
  }

  /** The product's main job: a statement in, read by the worker, taken over. Answers how many rows are new. */
  async importStatement(rows = 3) {
    const lines = Array.from(
      { length: rows },
      (_, at) => `${String((at % 28) + 1).padStart(2, '0')}/03/2026,Shop ${at},${100 + at}.00,`,
    );
    const { type, body } = Person.form(
      'statement.csv',
      `Date,Description,Debit,Credit\n${lines.join('\n')}\n`,
    );
    const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
    const { id } = await this.must(202, 'POST', `${this.purse}/imports`, undefined, { headers, body });
    const read = await this.#rest(id);
    if (read.status !== 'ready') throw new Error(`import is ${read.status}: ${JSON.stringify(read.problem)}`);
    for (const statement of read.statements) {
      if (statement.accountId === null)
        await this.must(200, 'PATCH', `${this.purse}/imports/${id}/statements/${statement.id}`, {
          accountId: this.account,
        });
    }
    await this.must(202, 'POST', `${this.purse}/imports/${id}/commit`);
    const done = await this.#rest(id);
    if (done.status !== 'committed')
      throw new Error(`import is ${done.status}: ${JSON.stringify(done.problem)}`);
    this.lastImport = id;
    return done.counts.new;
  }
}
