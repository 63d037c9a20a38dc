import { expect, test } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person } from './support/app.ts';
import { ikpa } from './support/command.ts';
import { makeClone } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { MARCH, commitImport, newAccount, readImport, rowsOf } from './support/imports.ts';
import { asOwner, until, waitingIn } from './support/owner.ts';

const OLD = 'the encryption key of last year, long enough';
const NEW = 'the encryption key of this year, long enough';

/** A statement of one account with one row on a day of March. */
const statement = (day: number) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>NGN
<BANKACCTFROM><BANKID>058<ACCTID>0123456789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>202603${String(day).padStart(2, '0')}<TRNAMT>-10.00<FITID>F${day}<NAME>KIOSK ${day}</STMTTRN></BANKTRANLIST>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;

test('an account is found by its number after the encryption key was rotated, and after the old one is gone', async () => {
  const first = await startApp({ DATA_ENCRYPTION_KEY: OLD });
  const person = await first.person();
  // Two that would fit: only the number tells them apart.
  await newAccount(person, { name: 'Other', currency: 'NGN' });
  const accountId = await newAccount(person, { name: 'Salary', currency: 'NGN' });
  const read = await readImport(first, person, 'march-1.ofx', statement(1));
  expect(read.statements.map((one) => one.accountId)).toEqual([null]);
  const place = `${person.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`;
  expect((await person.client.patch(place, { accountId })).status).toBe(200);
  await commitImport(first, person, read.id);
  await first.stop();

  let day = 2;
  const found = async (env: Record<string, string>) => {
    const app = await startApp(env, { database: first.database });
    try {
      const client = app.client();
      const credentials = { email: person.email, password: person.password };
      expect((await client.post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
      const same: Person = { ...person, client };
      const again = await readImport(app, same, `march-${day}.ofx`, statement(day));
      if (again.statements[0]?.accountId === accountId) await commitImport(app, same, again.id);
      day += 1;
      return again.statements.map((one) => one.accountId);
    } finally {
      await app.stop();
    }
  };
  expect(await found({ DATA_ENCRYPTION_KEY: NEW })).toEqual([null]);
  const both = { DATA_ENCRYPTION_KEY: NEW, DATA_ENCRYPTION_KEY_PREVIOUS: OLD };
  expect(await found(both)).toEqual([accountId]);
  expect(await found({ DATA_ENCRYPTION_KEY: NEW })).toEqual([accountId]);
}, 120_000);

test('`ikpa keys reseal` brings stored statements under the new key, so that the old one may go', async () => {
  const first = await startApp({ DATA_ENCRYPTION_KEY: OLD }, { database: await makeClone('reseal') });
  const person = await first.person();
  await newAccount(person, { currency: 'NGN' });
  const read = await readImport(first, person, 'march.csv', MARCH);
  await commitImport(first, person, read.id);
  await first.stop();

  const env = {
    DATABASE_URL: first.database.appUrl,
    JWT_ACCESS_SECRET: 'test access secret of enough length ...',
    JWT_REFRESH_SECRET: 'test refresh secret of enough length ..',
  };
  const reseal = async (keys: Record<string, string>) => {
    const { code, out } = await ikpa({ ...env, ...keys }, 'keys', 'reseal', '--json');
    return [code, JSON.parse(out) as unknown];
  };
  const lost = [{ purseId: person.purseId, importId: read.id }];
  // Without the old key nothing is touched, and it is said whose statements they are.
  expect(await reseal({ DATA_ENCRYPTION_KEY: NEW })).toEqual([1, { resealed: 0, current: 0, lost }]);
  const both = { DATA_ENCRYPTION_KEY: NEW, DATA_ENCRYPTION_KEY_PREVIOUS: OLD };
  // Each block is saved by itself: one that waits for somebody holds back none before it.
  const held = await whileRowsAreHeld(first.database, () => reseal(both));
  expect(held).toEqual({ early: ['file'], answer: [0, { resealed: 2, current: 0, lost: [] }] });
  expect(await reseal(both)).toEqual([0, { resealed: 0, current: 2, lost: [] }]);

  const after = await startApp({ DATA_ENCRYPTION_KEY: NEW }, { database: first.database });
  try {
    const client = after.client();
    const credentials = { email: person.email, password: person.password };
    expect((await client.post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
    expect(await rowsOf({ ...person, client }, read.id)).toHaveLength(5);
    expect((await client.get(`${person.purse}/imports/${read.id}/file`)).body).toBe(MARCH);
  } finally {
    await after.stop();
  }
}, 180_000);

/** Begins something while another holds the blocks of rows; answers which blocks it had changed before it had to wait. */
async function whileRowsAreHeld<T>(database: TestDatabase, begin: () => Promise<T>) {
  return asOwner(database, (holder) =>
    asOwner(database, async (watcher) => {
      const keys = async () =>
        (
          await watcher.query<{ kind: string; key: string }>(
            `select kind, encode(substring(bytes from 1 for 4), 'hex') as key from import_blocks order by kind`,
          )
        ).rows;
      const before = await keys();
      await holder.query(`begin; select 1 from import_blocks where kind = 'rows' for update`);
      const begun = begin();
      // The command is a process of its own, and starts slowly on a busy machine.
      await until(async () => (await waitingIn(watcher)) === 1, 100);
      const early = (await keys()).flatMap(({ kind, key }, at) => (key === before[at]?.key ? [] : [kind]));
      await holder.query('rollback');
      return { early, answer: await begun };
    }),
  );
}
