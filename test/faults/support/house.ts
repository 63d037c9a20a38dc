import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase, urlOf } from '../../../scripts/database-roles.mjs';
import { collect, firstFreePort } from '../../../scripts/processes.mjs';
import { Client } from '../../support/client.ts';
import { Postgres, withAdmin } from './postgres.ts';
import { Program } from './program.ts';

const DATABASE = 'ikpa';

export interface Person {
  client: Client;
  email: string;
  password: string;
  userId: string;
  purseId: string;
  /** `/api/v1/purses/<own purse>` */
  purse: string;
  accountId: string;
}

let people = 0;
let nextPort = 17_000 + Math.floor(Math.random() * 2000);

/** A database of its own and the programs that work on it. */
export class House {
  readonly postgres: Postgres;
  readonly #root: string;
  readonly #env: Record<string, string>;
  readonly #ownerUrl: string;
  readonly #programs: Program[] = [];

  private constructor(root: string, postgres: Postgres, env: Record<string, string>, ownerUrl: string) {
    this.#root = root;
    this.postgres = postgres;
    this.#env = env;
    this.#ownerUrl = ownerUrl;
  }

  static async start(root: string): Promise<House> {
    const postgres = await Postgres.start(root);
    try {
      const role = (name: string) => ({ name, password: randomBytes(12).toString('hex') });
      const [owner, app] = [role('ikpa_owner'), role('ikpa_app')];
      await prepareDatabase({ adminUrl: postgres.adminUrl(), database: DATABASE, owner, app });
      const url = ({ name, password }: { name: string; password: string }) => {
        const changed = new URL(urlOf(postgres.adminUrl(), DATABASE));
        changed.username = name;
        changed.password = password;
        return changed.href;
      };
      const env = {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        DATABASE_URL: url(app),
        JWT_ACCESS_SECRET: 'test access secret of enough length ...',
        JWT_REFRESH_SECRET: 'test refresh secret of enough length ..',
        DATA_ENCRYPTION_KEY: 'test encryption key of enough length ...',
        RATE_LIMIT_PER_MINUTE: '10000000',
        SIGN_UPS_PER_HOUR: '1000000',
        LOG_LEVEL: 'warn',
      };
      const house = new House(root, postgres, env, url(owner));
      const migrated = await house.run('migrate');
      if (migrated.code !== 0) throw new Error(`migrate: ${migrated.output}`);
      return house;
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** The superuser's way to the product's database. */
  get adminUrl(): string {
    return this.postgres.adminUrl(DATABASE);
  }

  admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    return withAdmin(this.adminUrl, work);
  }

  /** Runs one of the product's short programs to its end. */
  run(bin: 'migrate' | 'ikpa', ...args: string[]): Promise<{ code: number; output: string }> {
    const env = { ...this.#env, DATABASE_OWNER_URL: this.#ownerUrl };
    return collect(process.execPath, [join('dist', 'bin', `${bin}.js`), ...args], { cwd: this.#root, env });
  }

  /** A program that is not started yet. */
  async program(
    kind: 'api' | 'worker',
    name: string,
    env: Record<string, string> = {},
    preload: string[] = [],
  ): Promise<Program> {
    // Taken before anything is waited for: another house looks for ports at the same time.
    const first = nextPort;
    nextPort += 10;
    const http = await firstFreePort(first);
    const internal = await firstFreePort(http + 1);
    const program = new Program({
      root: this.#root,
      name,
      kind,
      env: { ...this.#env, ...env },
      logs: this.postgres.logs,
      ports: { http, internal },
      preload,
    });
    this.#programs.push(program);
    return program;
  }

  /** A new person with a purse and an account, signed in. */
  async person(baseUrl: string): Promise<Person> {
    people += 1;
    const client = new Client(baseUrl);
    const email = `person-${people}@example.org`;
    const password = 'wander-quiet-harbour-42';
    const made = await client.post<{ user: { id: string }; purses: { id: string }[] }>(
      '/api/v1/auth/sign-up',
      {
        email,
        password,
        name: 'Adaeze',
        country: 'NG',
      },
    );
    if (made.status !== 201) throw new Error(`sign-up: ${made.status} ${JSON.stringify(made.body)}`);
    const purseId = made.body.purses[0]?.id ?? '';
    const purse = `/api/v1/purses/${purseId}`;
    const anchor = { on: '2024-12-31', balance: 1_000_000 };
    const account = await client.post<{ id: string }>(`${purse}/accounts`, {
      name: 'Bank',
      kind: 'current',
      anchor,
    });
    if (account.status !== 201) throw new Error(`account: ${account.status}`);
    return { client, email, password, userId: made.body.user.id, purseId, purse, accountId: account.body.id };
  }

  /** What the programs did that none of them should: ends of their own, errors that nobody caught. */
  misdeeds(): string[] {
    return this.#programs.flatMap((program) => [
      ...program.unexpected,
      ...program
        .output()
        .split('\n')
        .filter((line) => /unhandled|uncaught|UnhandledPromise|MaxListenersExceeded/i.test(line))
        .map((line) => `${program.name}: ${line.slice(0, 300)}`),
    ]);
  }

  /** The last lines of every program, to look into. */
  logs(): string {
    return this.#programs.map((one) => `${one.name}:\n${one.output().slice(-6000)}`).join('\n');
  }

  async stop(): Promise<void> {
    for (const program of this.#programs) await program.kill();
    await this.postgres.stop();
  }
}
