import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { newAccount, readImport } from './support/imports.ts';
import { makeClone } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { asOwner } from './support/owner.ts';

let database: TestDatabase;
let own: TestApp;

beforeAll(async () => {
  database = await makeClone(`newer_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  own = await startApp({}, { database });
}, 60_000);

afterAll(async () => own.stop());

it('answers as ever where rows hold properties that a newer release wrote', async () => {
  const person = await own.person();
  await newAccount(person);
  const read = await readImport(own, person, 'march.csv', 'Date,Details,Amount\n15/03/2026,Shop,-100.00\n');
  await asOwner(database, (owner) =>
    owner.query(
      `update imports set dialect = jsonb_set(dialect || '{"sheet":{"name":"x"}}', '{columns,0,unit}', '"day"')`,
    ),
  );
  const found = await person.client.get(`${person.purse}/imports/${read.id}`);
  expect([found.status, found.body]).toEqual([200, read]);
  const list = await person.client.get(`${person.purse}/imports`);
  expect([list.status, list.body]).toEqual([200, { items: [read], nextCursor: null }]);
});

it('refuses to answer what does not fit otherwise', async () => {
  const person = await own.person();
  await newAccount(person);
  const read = await readImport(own, person, 'april.csv', 'Date,Details,Amount\n15/04/2026,Shop,-100.00\n');
  await asOwner(database, (owner) =>
    owner.query(`update imports set dialect = dialect || '{"source":"guessed","more":1}' where id = $1`, [
      read.id,
    ]),
  );
  const found = await person.client.get(`${person.purse}/imports/${read.id}`);
  expect([found.status, found.body]).toEqual([500, expect.objectContaining({ code: 'internal' })]);
});
