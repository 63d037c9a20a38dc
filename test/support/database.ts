import pg from 'pg';

/** Where a test's database is: one clone of the run's template per Jest worker. */
export interface TestDatabase {
  appUrl: string;
  ownerUrl: string;
}

let clone: Promise<TestDatabase> | null = null;

/** The worker's own clone of the template, made on first use. */
export function testDatabase(): Promise<TestDatabase> {
  clone ??= makeClone(`test_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  return clone;
}

/**
 * Another clone of the template, for tests that change the schema or fill a large purse. Its name carries the run: what
 * a run left that was ended from outside is in nobody's way.
 */
export async function makeClone(what: string): Promise<TestDatabase> {
  const ownerTemplate = required('TEST_RUN_OWNER_URL');
  const appTemplate = required('TEST_RUN_APP_URL');
  const template = new URL(ownerTemplate).pathname.slice(1);
  const name = `${what}_${template.split('_').at(-1)}`;
  const admin = new pg.Client({ connectionString: withDatabase(ownerTemplate, 'postgres') });
  await admin.connect();
  try {
    await admin.query(`drop database if exists "${name}" with (force)`);
    await admin.query(`create database "${name}" template "${template}"`);
  } finally {
    await admin.end();
  }
  return { appUrl: withDatabase(appTemplate, name), ownerUrl: withDatabase(ownerTemplate, name) };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: global-setup did not run`);
  return value;
}
