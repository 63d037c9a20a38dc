import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ImportFilesJob } from '../src/features/imports/import-files.job.ts';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import {
  MARCH,
  commitImport,
  importFile,
  newAccount,
  readImport,
  rowsOf,
  undoImport,
} from './support/imports.ts';
import { problem } from './support/problem.ts';

const DAY_MS = 24 * 3600 * 1000;
const NAME = "March (Mum's) 100%.csv";

let own: TestApp;

beforeAll(async () => {
  own = await startApp({ IMPORT_FILE_DAYS: '30' });
});
afterAll(async () => own.stop());

const fileOf = ({ purse }: Person, id: string): string => `${purse}/imports/${id}/file`;

test('the file of an import comes back as it was given, to members alone, and goes when a person deletes it', async () => {
  const person = await own.person();
  await newAccount(person);
  const read = await readImport(own, person, NAME, MARCH);
  const path = fileOf(person, read.id);
  expect((await person.client.delete(path)).body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  const done = await commitImport(own, person, read.id);
  expect(done.hasFile).toBe(true);

  const { status, headers, body } = await person.client.get(path);
  expect([status, body]).toEqual([200, MARCH]);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''March%20%28Mum%27s%29%20100%25.csv",
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('no-store'),
  });
  const stranger = await own.person();
  expect((await stranger.client.get(path)).status).toBe(404);
  expect((await stranger.client.get(fileOf(stranger, read.id))).status).toBe(404);

  const removed = await person.client.delete<ImportView>(path);
  expect([removed.status, removed.body]).toEqual([200, { ...done, hasFile: false }]);
  const gone = problem(404, 'file-not-kept', {
    instance: path,
    detail: 'The file of this import is not kept.',
  });
  expect((await person.client.get(path)).body).toEqual(gone);
  expect((await person.client.delete(path)).body).toEqual(gone);
  expect(await rowsOf(person, read.id)).toHaveLength(5);
  expect((await own.auditOf(person.purseId, read.id)).map(({ action }) => action)).toContain(
    'import.file-removed',
  );
  expect(await undoImport(own, person, read.id)).toMatchObject({ status: 'undone', undo: { removed: 5 } });
});

test('files older than IMPORT_FILE_DAYS go by themselves, those of imports that can be saved stay', async () => {
  const person = await own.person();
  await newAccount(person);
  const saved = await importFile(own, person, 'march.csv', MARCH);
  const waiting = await readImport(own, person, 'april.csv', MARCH.replaceAll('/03/', '/04/'));
  const unread = await readImport(
    own,
    person,
    'odd.csv',
    'a;b;c\n13/03/2026;Shop;5,00\n14/03/2026;Shop;6,00\n',
  );
  const kept = async (): Promise<boolean[]> =>
    Promise.all(
      [saved, waiting, unread].map(async ({ id }) => {
        const { body } = await person.client.get<ImportView>(`${person.purse}/imports/${id}`);
        return body.hasFile;
      }),
    );
  const job = own.app.get(ImportFilesJob);
  own.clock.advance(29 * DAY_MS);
  await job.run();
  const credentials = { email: person.email, password: person.password };
  expect((await person.client.post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
  expect(await kept()).toEqual([true, true, true]);
  own.clock.advance(2 * DAY_MS);
  await job.run();
  expect((await person.client.post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
  expect(await kept()).toEqual([false, true, false]);
  expect(await rowsOf(person, saved.id)).toHaveLength(5);
});
