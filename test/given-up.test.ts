import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import { InternalServer } from '../src/platform/health/internal-server.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { MARCH, commitImport, newAccount, readImport, rested } from './support/imports.ts';
import { asOwner } from './support/owner.ts';

let own: TestApp;
let ada: Person;

beforeAll(async () => {
  own = await startApp();
  ada = await own.person();
  await newAccount(ada);
});

afterAll(() => own.stop());

test('an import whose worker died at every attempt goes back to the preview, and can be committed', async () => {
  const port = await own.app.get(InternalServer).listen();
  const givenUp = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
      .split('\n')
      .filter((line) => line.startsWith('ikpa_jobs_given_up_total') && line.includes('import.'));
  expect(await givenUp()).toEqual(counts(0));
  const read = await readImport(own, ada, 'march.csv', MARCH);
  await asOwner(own.database, async (owner) => {
    await owner.query(`update imports set status = 'committing' where id = $1`, [read.id]);
    // The last attempt of a worker that has said nothing for a minute.
    await owner.query(
      `insert into pgboss.job (name, data, state, started_on, heartbeat_on, heartbeat_seconds, retry_limit, retry_count,
                               dead_letter)
       select name, $1, 'active', now() - interval '1 minute', now() - interval '1 minute', 20, 3, 3, dead_letter
         from pgboss.queue where name = 'import.commit'`,
      [JSON.stringify({ purseId: ada.purseId, importId: read.id, userId: ada.userId })],
    );
  });
  const given = await rested(own, ada, read.id, 45_000);
  expect(given).toEqual({
    ...read,
    version: expect.any(Number),
    problem: {
      code: 'internal',
      detail: 'Something went wrong on our side. Nothing was saved; please try again.',
      where: null,
    },
  } satisfies { [key in keyof ImportView]: unknown });
  expect(await givenUp()).toEqual(counts(1));
  expect((await commitImport(own, ada, read.id)).status).toBe('committed');
}, 60_000);

/** A series that began with its first event would show no increase. */
const counts = (ofCommit: number) => [
  'ikpa_jobs_given_up_total{queue="import.read"} 0',
  `ikpa_jobs_given_up_total{queue="import.commit"} ${ofCommit}`,
  'ikpa_jobs_given_up_total{queue="import.undo"} 0',
  'ikpa_jobs_given_up_total{queue="import.files"} 0',
  'ikpa_jobs_given_up_total{queue="import.ai"} 0',
];
