import { expect, test } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person } from './support/app.ts';
import { commitImport, newAccount, readImport } from './support/imports.ts';

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
