import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from './support/listed-files.ts';
import type { Person } from './support/app.ts';
import { commitImport, newAccount, readImport, transactionsOf } from './support/imports.ts';
import { typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

const row = async (person: Person, given: object) => (await typed(person, given)).id;

async function ofxOf(person: Person, accountId: string): Promise<string> {
  const answer = await person.client.get<string>(`${person.purse}/export/ofx/${accountId}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ofx']);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ikpa-\d{4}-\d\d-\d\d\.ofx"$/,
  );
  return answer.body;
}

/** An account with a split row, a transfer and a row like any other. */
async function accountWithRows(person: Person): Promise<{ accountId: string; ids: string[] }> {
  const accountId = await newAccount(person, { name: 'Bank', anchor: { on: '2026-03-04', balance: 5_000 } });
  const wallet = await newAccount(person, { name: 'Wallet' });
  const shop = { accountId, date: '2026-03-02', amount: -300, counterparty: 'Tom & "Sons" <Ltd>' };
  const split = await row(person, shop);
  await person.client.request('PUT', `${person.purse}/transactions/${split}/splits`, {
    body: { splits: [{ amount: -100 }, { amount: -200 }] },
  });
  const out = await row(person, {
    accountId,
    date: '2026-03-03',
    amount: -500,
    description: 'to my\n wallet',
  });
  const into = await row(person, { accountId: wallet, date: '2026-03-03', amount: 500 });
  await person.client.post(`${person.purse}/transfers`, { out, in: into });
  const pay = { accountId, date: '2026-03-09', amount: 1_250, counterparty: 'Acme', description: 'March' };
  return { accountId, ids: [await row(person, pay), out, split] };
}

describe('a statement in OFX', () => {
  it('has every row of the account with its id, parts and transfers as plain rows, and the balance', async () => {
    const person = await own.person();
    const { accountId, ids } = await accountWithRows(person);
    const number = Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');
    const text = (await ofxOf(person, accountId)).replace(/(?<=<DTSERVER>)\d{14}\.\d{3}(?=\[0:GMT\])/, 'now');
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>now[0:GMT]</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>
<STMTRS><CURDEF>NGN</CURDEF><BANKACCTFROM><BANKID>IKPA</BANKID><ACCTID>${number}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260302</DTSTART><DTEND>20260309</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260309</DTPOSTED><TRNAMT>12.50</TRNAMT><FITID>${ids[0]}</FITID><NAME>Acme</NAME><MEMO>March</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>XFER</TRNTYPE><DTPOSTED>20260303</DTPOSTED><TRNAMT>-5.00</TRNAMT><FITID>${ids[1]}</FITID><MEMO>to my wallet</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260302</DTPOSTED><TRNAMT>-3.00</TRNAMT><FITID>${ids[2]}</FITID><NAME>Tom &amp; "Sons" &lt;Ltd&gt;</NAME></STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>62.50</BALAMT><DTASOF>20260309</DTASOF></LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`);
  });

  it('is one of a card for an account of credit, and has no row where there is none', async () => {
    const person = await own.person();
    const anchor = { on: '2026-03-04', balance: -90_001 };
    const accountId = await newAccount(person, { kind: 'credit', currency: 'KWD', anchor });
    const text = await ofxOf(person, accountId);
    expect(text).toMatch(/<CREDITCARDMSGSRSV1><CCSTMTTRNRS>[^]*<CCSTMTRS><CURDEF>KWD<\/CURDEF><CCACCTFROM>/);
    expect(text).not.toContain('<STMTTRN>');
    expect(text).toContain('<BALAMT>-90.001</BALAMT><DTASOF>20260304</DTASOF>');
    const { statements, error } = parseListed(Buffer.from(text), { country: 'NG' });
    expect([error, statements]).toEqual([null, [expect.objectContaining({ closing: '-90.001', rows: [] })]]);
  });

  it('taken in by another purse gives the same rows and the same balance', async () => {
    const [here, there] = [await own.person(), await own.person()];
    const { accountId } = await accountWithRows(here);
    const target = await newAccount(there, { name: 'Bank' });
    const read = await readImport(own, there, 'ikpa.ofx', await ofxOf(here, accountId));
    await there.client.patch(`${there.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`, {
      accountId: target,
    });
    await commitImport(own, there, read.id);
    const facts = async (person: Person, id: string) =>
      (await transactionsOf(person))
        .filter((one) => one.accountId === id)
        .map(({ date, amount, currency }) => [date, amount, currency]);
    expect(await facts(there, target)).toEqual(await facts(here, accountId));
    const balance = await there.client.get(`${there.purse}/accounts/${target}/balance?on=2026-03-09`);
    expect(balance.body).toMatchObject({ balance: 6_250 });
  });

  it('is refused where no balance is known, to strangers, and for accounts that there are not', async () => {
    const [person, stranger] = [await own.person(), await own.person()];
    const path = `${person.purse}/export/ofx/${await newAccount(person)}`;
    const none = await person.client.get(path);
    expect([none.status, none.body]).toEqual([
      409,
      problem(409, 'no-balance-known', {
        instance: path,
        detail:
          'No balance of this account is known, and a statement in OFX needs one. Tell its balance of a day first.',
      }),
    ]);
    expect((await stranger.client.get(path)).status).toBe(404);
    const nowhere = `${person.purse}/export/ofx/01900000-0000-7000-8000-00000000dead`;
    expect((await person.client.get(nowhere)).body).toMatchObject({ status: 404, code: 'account-not-found' });
  });
});

const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom('<b>&amp;', ']]>', 'a\u0001b', '<![CDATA[x]]>', '&#x20;', 'two\nlines', 'x'.repeat(280)),
  )
  .map((text) => text.replace(/[\0\p{Surrogate}]/gu, '').trim());
const rows = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    amount: fc.integer({ min: -9e12, max: 9e12 }).filter((amount) => amount !== 0),
    description: texts,
    counterparty: fc.option(texts.map((text) => text.slice(0, 200)).filter((text) => text.trim() !== '')),
  }),
  { minLength: 1, maxLength: 20 },
);

/** As XML and its readers have a text: one line, single spaces. */
const plain = (text: string): string => text.replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ').trim();

/** What is longer than the standard has it ends in three dots. */
const cut = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

interface Read {
  id: string | null;
  date: string;
  amount: string;
  name: string | null;
  memo: string;
}

/** What a reader makes of random ledgers, beside what was written. */
async function expectAgreement(
  read: (ofx: string) => { rows: Read[]; closing: string | null },
  runs: number,
) {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('NGN', 'UGX', 'KWD'), rows, async (currency, given) => {
      const person = await own.person();
      const accountId = await newAccount(person, { currency, anchor: { on: '2026-03-15', balance: -7 } });
      for (const { day, ...rest } of given) {
        const date = `2026-03-${`${day}`.padStart(2, '0')}`;
        await row(person, { accountId, date, ...rest });
      }
      const list = await transactionsOf(person);
      const { rows: found, closing } = read(await ofxOf(person, accountId));
      const units = (text: string | null) =>
        Number(text) * (currency === 'UGX' ? 1 : currency === 'KWD' ? 1000 : 100);
      expect(found.map((one) => ({ ...one, amount: Math.round(units(one.amount)) }))).toEqual(
        list.map(({ id, date, amount, counterparty, description }) => {
          const name = cut(plain(counterparty ?? ''), 100);
          const memo = cut(plain(description), 255);
          return { id, date, amount, name: name === '' ? null : name, memo: memo === '' ? name : memo };
        }),
      );
      const last = list[0]?.date ?? '';
      const on = last < '2026-03-15' ? '2026-03-15' : last;
      const { body } = await person.client.get<{ balance: number }>(
        `${person.purse}/accounts/${accountId}/balance?on=${on}`,
      );
      expect(Math.round(units(closing))).toBe(body.balance);
    }),
    { numRuns: runs },
  );
}

/** A reader of others, strict about the standard. */
const SCRIPT = `
import io, json, sys, warnings
from ofxtools.Parser import OFXTree
warnings.simplefilter('ignore')
tree = OFXTree()
tree.parse(io.BytesIO(sys.stdin.buffer.read()))
[statement] = tree.convert().statements
json.dump({
    'closing': str(statement.ledgerbal.balamt),
    'rows': [{'id': row.fitid, 'date': row.dtposted.strftime('%Y-%m-%d'), 'amount': str(row.trnamt),
              'name': row.extdname or row.name, 'memo': row.memo or row.extdname or row.name or ''} for row in statement.banktranlist],
}, sys.stdout)
`;
const missing =
  spawnSync('python3', ['-c', 'import ofxtools']).status === 0
    ? null
    : 'python3 has no ofxtools: pip install ofxtools==1.1.1';

describe('any account in OFX', () => {
  it('is read back by our own reader: the same rows, ids, texts and balance', async () => {
    await expectAgreement((ofx) => {
      const { statements, error } = parseListed(Buffer.from(ofx), { country: 'NG' });
      expect([error, statements.length]).toEqual([null, 1]);
      expect(statements[0]?.rejected).toEqual([]);
      return {
        closing: statements[0]?.closing ?? null,
        rows: (statements[0]?.rows ?? []).map(({ reference, date, amount, counterparty, description }) => ({
          id: reference,
          date,
          amount,
          name: counterparty,
          memo: description,
        })),
      };
    }, 12);
  }, 120_000);

  (missing === null ? it : it.skip)(
    `is read by a program of others${missing === null ? '' : ` (skipped: ${missing})`}`,
    async () => {
      await expectAgreement((ofx) => {
        const run = spawnSync('python3', ['-c', SCRIPT], {
          input: ofx,
          encoding: 'utf8',
          env: { ...process.env, PYTHONUTF8: '1' },
        });
        if (run.status !== 0) throw new Error(run.stderr);
        return JSON.parse(run.stdout) as { rows: Read[]; closing: string };
      }, 8);
    },
    120_000,
  );
});
