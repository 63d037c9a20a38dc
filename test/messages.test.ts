import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedMessage } from '../src/features/imports/formats/messages/conformance.ts';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { Person } from './support/app.ts';
import {
  acceptProofs,
  commitImport,
  newAccount,
  readImport,
  rested,
  rowsOf,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { asOwner } from './support/owner.ts';
import { pictureOf } from './support/picture.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

const someone = (country = 'KE'): Promise<Person> => own.person({ country });

async function paste(person: Person, text: string, more: object = {}): Promise<ImportView> {
  const answer = await person.client.post<ImportView>(`${person.purse}/imports/messages`, { text, ...more });
  if (answer.status !== 202)
    throw new Error(`paste answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return rested(own, person, answer.body.id);
}

async function intoNewAccount(person: Person, read: ImportView, newAccountOf: object): Promise<void> {
  await person.client.patch(`${person.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`, {
    newAccount: newAccountOf,
  });
}

const SENT =
  'TKL7XQ00AB Confirmed. Ksh1,250.00 sent to MARY WAMBUI 0712000111 on 20/11/26 at 6:04 PM. New M-PESA balance is Ksh3,737.00. Transaction cost, Ksh13.00. Amount you can transact within the day is 498,750.00.';
const GOT =
  'TKM2AB00QQ Confirmed.You have received Ksh5,000.00 from JOHN OTIENO 0722000222 on 21/11/26 at 9:15 AM  New M-PESA balance is Ksh8,737.00.';
const AIRTIME =
  'TKN3CD00ZZ confirmed.You bought Ksh50.00 of airtime on 22/11/26 at 7:00 AM.New M-PESA balance is Ksh8,687.00. Transaction cost, Ksh0.00.';
const CODE = 'Your M-PESA verification code is 44810. Do not share it.';
const FAILED =
  'Failed. Insufficient funds in your M-PESA account to send Ksh20,000.00. Your M-PESA balance is Ksh8,737.00.';
const WALLET = { name: 'M-PESA', kind: 'mobile-money', currency: 'KES' };

describe('a paste of messages', () => {
  it('shows every payment with its charge, proves the balances, and says why the rest is left out', async () => {
    const person = await someone();
    const read = await paste(
      person,
      [SENT, CODE, GOT, 'Sasa! See you at the shop.', FAILED, AIRTIME].join('\n\n'),
    );
    expect(read).toMatchObject({
      fileName: 'Pasted messages',
      status: 'ready',
      format: 'messages',
      counts: { rows: 7, new: 4, duplicate: 0, rejected: 3, doubtful: 0 },
    });
    expect(read.statements).toHaveLength(1);
    expect(read.statements[0]).toMatchObject({
      statedName: 'M-PESA',
      statedAccount: null,
      currency: 'KES',
      accountId: null,
      periodFrom: '2026-11-20',
      periodTo: '2026-11-22',
      proof: { state: 'proved', opening: 500_000, sum: 368_700, closing: 868_700, difference: 0, note: null },
    });
    const rows = await rowsOf(person, read.id);
    expect(
      rows.map((row) => [row.where, row.date, row.amount, row.counterparty, row.reference, row.reason]),
    ).toEqual([
      ['message 1', '2026-11-20', -125_000, 'MARY WAMBUI', 'TKL7XQ00AB', null],
      ['message 1, fee', '2026-11-20', -1300, 'M-PESA', 'TKL7XQ00AB', null],
      ['message 3', '2026-11-21', 500_000, 'JOHN OTIENO', 'TKM2AB00QQ', null],
      ['message 6', '2026-11-22', -5000, null, 'TKN3CD00ZZ', null],
      ['message 2', null, null, null, null, 'A one-time code: it moves no money.'],
      [
        'message 4',
        null,
        null,
        null,
        null,
        'Not understood: no wording that is known here fits this message.',
      ],
      ['message 5', null, null, null, null, 'A payment that failed or was taken back: no money moved.'],
    ]);
    expect(rows[5]?.raw).toBe('Sasa! See you at the shop.');
  });

  it('is committed into an account made from it, whose balance is the last one told, and undone without a trace', async () => {
    const person = await someone();
    const before = await pictureOf(own, person);
    const read = await paste(person, [SENT, GOT, AIRTIME].join('\n'));
    await intoNewAccount(person, read, WALLET);
    const done = await commitImport(own, person, read.id);
    expect(done.counts).toMatchObject({ new: 4, rejected: 0 });
    const rows = await transactionsOf(person);
    expect(rows.map((row) => [row.date, row.amount, row.description])).toEqual([
      ['2026-11-22', -5000, 'Airtime, 07:00'],
      ['2026-11-21', 500_000, 'Received, 09:15'],
      ['2026-11-20', -1300, 'Transaction charge, 18:04'],
      ['2026-11-20', -125_000, 'Sent, 18:04'],
    ]);
    const accounts = await person.client.get<{ items: { balance: { amount: number } | null }[] }>(
      `${person.purse}/accounts`,
    );
    expect(accounts.body.items.map(({ balance }) => balance?.amount)).toEqual([868_700]);
    await undoImport(own, person, done.id);
    expect(await pictureOf(own, person)).toEqual(before);
  });

  it('finds its account by itself the next time, knows payments again, and counts later ones of the same day', async () => {
    const person = await someone();
    await newAccount(person, { name: 'Old purse', kind: 'mobile-money', currency: 'KES' });
    await newAccount(person, { name: 'Other purse', kind: 'mobile-money', currency: 'KES' });
    const first = await paste(person, [SENT, GOT].join('\n\n'));
    expect(first.statements[0]?.accountId).toBeNull();
    await intoNewAccount(person, first, { ...WALLET, name: 'Line two' });
    await commitImport(own, person, first.id);
    const later =
      'TKL8XQ00AC Confirmed. Ksh1,250.00 sent to MARY WAMBUI 0712000111 on 21/11/26 at 8:10 PM. New M-PESA balance is Ksh7,474.00. Transaction cost, Ksh13.00.';
    const second = await paste(person, [SENT, GOT, later].join('\n\n'));
    expect(second.statements[0]?.accountId).not.toBeNull();
    expect(second.counts).toMatchObject({ rows: 5, new: 2, duplicate: 3, doubtful: 0 });
    await commitImport(own, person, second.id);
    const accounts = await person.client.get<{
      items: { name: string; balance: { amount: number } | null }[];
    }>(`${person.purse}/accounts`);
    expect(accounts.body.items.find(({ name }) => name === 'Line two')?.balance?.amount).toBe(747_400);
  });

  it('points at the place where a message is missing', async () => {
    const person = await someone();
    await newAccount(person, WALLET);
    const gap = AIRTIME.replace('8,687.00', '8,187.00');
    const read = await paste(person, [SENT, GOT, gap].join('\n\n'));
    expect(read.statements[0]?.proof).toMatchObject({
      state: 'off',
      difference: -50_000,
      note: 'After message 2 the balance was 8737.00; message 3 says 8187.00, which is 500.00 less than the payments make. A message seems to be missing there.',
    });
  });

  it('keeps two like payments without a reference apart by their time, and meets a statement of the same payments', async () => {
    const person = await someone('NG');
    await newAccount(person, { name: 'GTBank', institution: 'GTBank' });
    const alert = (time: string, balance: string) =>
      `Acct: ******1234\nAmt: NGN500.00 DR\nDesc: TRF TO DANFO UNION\nAvail Bal: NGN${balance}\nDate: 2026-11-19 ${time}`;
    const morning = await paste(person, alert('8:12:45 AM', '9,500.00'));
    await commitImport(own, person, morning.id);
    const evening = await paste(
      person,
      [alert('8:12:45 AM', '9,500.00'), alert('6:12:45 PM', '9,000.00')].join('\n'),
    );
    expect(evening.counts).toMatchObject({ rows: 2, new: 1, duplicate: 1, doubtful: 0 });
    await commitImport(own, person, evening.id);
    const statement = await readImport(
      own,
      person,
      'november.csv',
      'Date,Narration,Debit,Credit,Balance\n19/11/2026,TRF TO DANFO UNION,500.00,,"9,500.00"\n19/11/2026,TRF TO DANFO UNION,500.00,,"9,000.00"\n20/11/2026,SALE,,"1,000.00","10,000.00"\n',
    );
    expect(statement.counts).toMatchObject({ rows: 3, new: 1, duplicate: 2, doubtful: 0 });
  });

  it('asks for the day where messages name none', async () => {
    const person = await someone('GH');
    await newAccount(person, { name: 'MTN MoMo', kind: 'mobile-money', currency: 'GHS' });
    const text =
      'Payment received for GHS 200.00 from KOFI MENSAH Current Balance: GHS 350.40. Available Balance: GHS 350.40. Reference: rent. Transaction ID: 43219876543. TRANSACTION FEE: 0.00';
    const without = await paste(person, text);
    expect(without.counts).toMatchObject({ new: 0, rejected: 1 });
    expect((await rowsOf(person, without.id)).map(({ code, reason }) => [code, reason])).toEqual([
      ['no-day', 'It does not say on which day this was. Give the day of such messages and send them again.'],
    ]);
    const withDay = await paste(person, text, { day: '2026-11-18' });
    expect((await rowsOf(person, withDay.id)).map((row) => [row.date, row.amount, row.code])).toEqual([
      ['2026-11-18', 20_000, null],
    ]);
  });

  it('is refused where it is empty, both or too long', async () => {
    const person = await someone();
    for (const body of [
      {},
      { text: '' },
      { text: 'a', messages: [{ text: 'a' }] },
      { text: 'a'.repeat(200_001) },
      { text: 'a', day: 'today' },
    ]) {
      const answer = await person.client.post(`${person.purse}/imports/messages`, body);
      expect([JSON.stringify(body).slice(0, 60), answer.status]).toEqual([
        JSON.stringify(body).slice(0, 60),
        422,
      ]);
    }
    const blank = await paste(person, '   \n ');
    expect(blank).toMatchObject({ status: 'failed', problem: { code: 'empty' } });
  });
});

const sms = (address: string, body: string, date = '1795280640000', type = '1') =>
  `<sms protocol="0" address="${address}" date="${date}" type="${type}" body="${body.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}" readable_date="x" contact_name="(Unknown)" />`;
const backup = (...parts: string[]) =>
  `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n<smses count="${parts.length}">\n${parts.join('\n')}\n</smses>\n`;

describe('the file of a backup app', () => {
  it('holds the messages of several issuers; what people wrote, what was sent and pictures are counted only', async () => {
    const person = await someone();
    const bank =
      'Dear Customer, your account 123***8353 has been credited with KES 700.00 on 21-11-2026 16:05. Narration: GRACE AKINYI. Ref TNW2HHXD73. Available balance KES 1,700.00';
    const file = backup(
      sms('MPESA', SENT),
      sms('+254712000333', 'Tuma pesa kwa namba hii &#55357;&#56832;'.replaceAll('&#', '&#')).replace(
        '&amp;#55357;&amp;#56832;',
        '&#55357;&#56832;',
      ),
      sms('0712-000-444', 'Tuma pesa kesho'),
      sms('70123456', 'Tuma pesa leo'),
      sms('', 'Tuma pesa sasa'),
      sms('Equity Bank', bank),
      sms('MPESA', 'ok', '1795280640000', '2'),
      '<mms date="1"><parts><part seq="0" ct="image/jpeg" data="AAAA" /></parts></mms>',
      sms('MPESA', GOT),
    );
    const read = await readImport(own, person, 'sms-20261122.xml', file);
    expect(read).toMatchObject({ status: 'ready', format: 'sms-backup' });
    expect(
      read.statements.map(({ statedName, statedAccount, currency, counts }) => [
        statedName,
        statedAccount,
        currency,
        counts.new,
      ]),
    ).toEqual([
      ['M-PESA', null, 'KES', 3],
      ['Equity Bank', '•••• 8353', 'KES', 1],
    ]);
    const rejected = await rowsOf(person, read.id, '&verdict=rejected');
    expect(rejected.map((row) => row.reason)).toEqual([
      'Messages that were left out without being read: 3 from telephone numbers, 1 from unnamed senders, 1 sent by you, 1 with pictures (MMS).',
    ]);
    expect(JSON.stringify([read, await rowsOf(person, read.id)])).not.toContain('Tuma pesa');
    // Not even sealed: the rest of a phone's messages is nobody's business.
    const kept = await asOwner(own.database, async (owner) =>
      owner.query('select distinct kind from import_blocks where import_id = $1', [read.id]),
    );
    expect(kept.rows).toEqual([{ kind: 'rows' }]);
  });

  it.each([
    [
      'a DOCTYPE',
      `<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "b">]>${backup(sms('MPESA', 'x')).split('?>').at(-1)}`,
      'forbidden-doctype',
    ],
    ['a cut', backup(sms('MPESA', SENT)).slice(0, 300), 'truncated'],
    ['no message', backup(), 'no-statement'],
  ])('is refused with %s', async (_, file, code) => {
    const person = await someone();
    const read = await readImport(own, person, 'backup.xml', file);
    expect(read).toMatchObject({ status: 'failed', problem: { code } });
  });
});

describe('a program that forwards messages', () => {
  it('has what is certain taken over at once, and leaves the rest to the person', async () => {
    const person = await someone();
    await newAccount(person, WALLET);
    const send = async (...texts: string[]) => {
      const answer = await person.client.post<ImportView>(`${person.purse}/imports/messages`, {
        messages: texts.map((text) => ({ text, sender: 'MPESA', receivedAt: '2026-11-20T15:05:00Z' })),
        commit: true,
      });
      expect(answer.status).toBe(202);
      return rested(own, person, answer.body.id);
    };
    const done = await send(SENT);
    expect(done).toMatchObject({ fileName: 'Forwarded messages', status: 'committed', counts: { new: 2 } });
    expect(await send(SENT)).toMatchObject({ status: 'ready', counts: { new: 0, duplicate: 2 } });
    expect(await send(CODE)).toMatchObject({ status: 'ready', counts: { new: 0, rejected: 1 } });
    const afterOneMissing = AIRTIME.replace('8,687.00', '8,187.00');
    const gap = await send(GOT, afterOneMissing);
    expect(gap).toMatchObject({ status: 'ready', statements: [{ proof: { state: 'off' } }] });
    expect(gap.counts.doubtful).toBe(0);
    expect(await transactionsOf(person)).toHaveLength(2);
  });
});

describe('equal words on two days', () => {
  it('are two payments, whatever way they come', async () => {
    const person = await someone('GH');
    await newAccount(person, { name: 'MTN MoMo', kind: 'mobile-money', currency: 'GHS' });
    const text = 'You have received GHS 20.00 from KOFI MENSAH. Fee charged: GHS 0.00.';
    const answer = await person.client.post<ImportView>(`${person.purse}/imports/messages`, {
      messages: ['2026-11-18T15:05:00Z', '2026-11-19T07:00:00Z', '2026-11-19T07:00:01Z'].map(
        (receivedAt) => ({
          text,
          sender: 'MobileMoney',
          receivedAt,
        }),
      ),
    });
    expect(answer.status).toBe(202);
    const read = await rested(own, person, answer.body.id);
    expect(read.counts).toEqual({ rows: 3, new: 2, duplicate: 0, rejected: 1, doubtful: 0 });
    expect(
      (await rowsOf(person, read.id)).map((row) => [row.where, row.date, row.amount, row.reason]),
    ).toEqual([
      ['message 1', '2026-11-18', 2000, null],
      ['message 2', '2026-11-19', 2000, null],
      ['message 3', null, null, 'The same payment as an earlier message here: it counts once.'],
    ]);
  });
});

describe('a text file of messages', () => {
  it('is told from a table', async () => {
    const person = await someone();
    const done = await readImport(own, person, 'saved.txt', `${SENT}\n\n${GOT}\n`);
    expect(done).toMatchObject({ format: 'messages', counts: { new: 3 } });
    const damaged = await readImport(own, person, 'odd.txt', 'ikpa messages 1\n{"text": 5}');
    expect(damaged).toMatchObject({ status: 'failed', problem: { code: 'unreadable' } });
  });
});

describe('whatever messages are pasted, in whatever order', () => {
  it('pasting them again changes nothing, and undoing them leaves everything as before', async () => {
    const set = (
      JSON.parse(
        readFileSync(new URL('./corpus/messages/ke/messages.json', import.meta.url), 'utf8'),
      ) as ExpectedMessage[]
    ).map(({ message }) => message);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...set), { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom(...set), { maxLength: 4 }),
        async (given, earlier) => {
          const person = await someone();
          const take = async (messages: readonly string[]): Promise<ImportView> => {
            const read = await paste(person, messages.join('\n\n'), { day: '2026-11-20' });
            for (const statement of read.statements) {
              if (statement.accountId !== null) continue;
              const place = `${person.purse}/imports/${read.id}/statements/${statement.id}`;
              const body =
                statement.currency === null
                  ? { skip: true }
                  : {
                      newAccount: {
                        name: `${statement.statedName} ${statement.id}`,
                        kind: 'current',
                        currency: statement.currency,
                      },
                    };
              await person.client.patch(place, body);
            }
            await acceptProofs(person, await rested(own, person, read.id));
            return commitImport(own, person, read.id);
          };
          if (earlier.length > 0) await take(earlier);
          const before = await pictureOf(own, person);
          const done = await take(given);
          const after = await pictureOf(own, person);
          const again = await take(given);
          expect(again.counts.new).toBe(0);
          expect(await pictureOf(own, person)).toEqual(after);
          // The account that the first one made stays while the second is there, too.
          await undoImport(own, person, again.id);
          await undoImport(own, person, done.id);
          expect(await pictureOf(own, person)).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  }, 240_000);
});
