import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_FILES } from './corpus/hostile/all.ts';
import { isRefused } from './corpus/hostile/hostile-file.ts';
import { PDFS } from './corpus/hostile/pdfs.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { newAccount, readImport, rowsOf } from './support/imports.ts';
import { pictureOf } from './support/picture.ts';

/** What may be sent at once. */
const MEGABYTES = 16;

let own: TestApp;
let person: Person;

beforeAll(async () => {
  own = await startApp({ MAX_UPLOAD_BYTES: `${MEGABYTES * 1024 * 1024}` });
  person = await own.person();
  await newAccount(person);
}, 60_000);

afterAll(async () => own.stop());

const ROWS = (count: number) =>
  `Date,Narration,Amount\n${Array.from({ length: count }, (_, index) => `13/03/2026,SHOP ${index},-1.00`).join('\n')}\n`;

/**
 * All but those that take seconds, and the PDFs, whose time is told by a clock that runs on a busy machine too: a process
 * of their own reads them (src/features/imports/formats/hostile.spec.ts).
 */
const FILES = HOSTILE_FILES.filter((file) => file.slow !== true && !PDFS.includes(file)).map(
  (file) => [file.name, file] as const,
);

describe('a hostile file', () => {
  it.each(FILES)(
    '%s: ends as it has to, and nothing is saved',
    async (name, { make, ends }) => {
      const before = await pictureOf(own, person);
      const read = await readImport(own, person, name, make());
      if (isRefused(ends)) {
        expect({ status: read.status, problem: read.problem, statements: read.statements }).toEqual({
          status: 'failed',
          problem: { ...ends, detail: expect.stringMatching(/\w{3}/) },
          statements: [],
        });
        const commit = await person.client.post(`${person.purse}/imports/${read.id}/commit`);
        expect(commit.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
      } else {
        const { rows, rejected, notTaken = 0, proof } = ends;
        expect(read).toMatchObject({
          status: 'ready',
          problem: null,
          counts: { rows, rejected: rejected.length + notTaken },
        });
        const off = read.statements.some((statement) => statement.proof?.state === 'off');
        expect(off).toBe(proof === 'off');
        if (off) {
          const commit = await person.client.post(`${person.purse}/imports/${read.id}/commit`);
          expect(commit.body).toMatchObject({
            status: 409,
            code: expect.stringMatching(/balances-off|undecided/),
          });
        }
      }
      expect(await pictureOf(own, person)).toEqual(before);
    },
    60_000,
  );
});

describe('what is no file at all', () => {
  it('is refused at once when it is empty, missing, or not even sent as a file', async () => {
    const path = `${person.purse}/imports`;
    const empty = await person.client.upload(path, 'empty.csv', '');
    expect(empty.body).toMatchObject({ status: 422, code: 'no-file', errors: [{ pointer: '/file' }] });
    const none = await person.client.request('POST', path, { form: new FormData() });
    expect(none.body).toMatchObject({ status: 422, code: 'no-file' });
    const json = await person.client.post(path, { file: 'x' });
    expect(json.body).toMatchObject({ status: 422, code: 'no-file' });
  });

  it('is refused at the limit of the configuration', async () => {
    const answer = await person.client.upload(
      `${person.purse}/imports`,
      'large.csv',
      'x'.repeat((MEGABYTES + 1) * 1024 * 1024),
    );
    expect(answer.body).toMatchObject({ status: 413, code: 'too-large' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is refused where a piece of it ends right at that limit, too', async () => {
    const head =
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="large.csv"\r\ncontent-type: text/csv\r\n\r\n';
    const path = `${person.purse}/imports`;
    const answer = await person.client.request('POST', path, {
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
      stream: (async function* () {
        yield Buffer.from(head);
        yield Buffer.alloc(MEGABYTES * 1024 * 1024, 'x');
        // All of this was read before more comes.
        await setTimeout(1000);
        yield Buffer.from('x\r\n--edge--\r\n');
      })(),
    });
    expect(answer.body).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('loses only the row whose cell is endless, and says so', async () => {
    const text = `Date,Narration,Amount\n13/03/2026,${'x'.repeat(200_000)},-1.00\n14/03/2026,SHOP,-2.00\n`;
    const read = await readImport(own, person, 'wide.csv', text);
    expect(read.counts).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    const [endless] = await rowsOf(person, read.id);
    expect(endless).toMatchObject({
      where: 'line 2',
      verdict: 'rejected',
      reason: expect.stringMatching(/20000/),
    });
    expect(endless?.raw.length).toBeLessThanOrEqual(20_000);
  });

  it('leaves the service as it was: the next file is read', async () => {
    const read = await readImport(own, person, 'good.csv', ROWS(3));
    expect(read.counts).toMatchObject({ rows: 3, new: 3 });
  });
});

describe('hostile text in a good file', () => {
  it('is kept as text: formulas, markup, control characters, names that are paths', async () => {
    const read = await readImport(
      own,
      person,
      '../../etc/\u202epasswd\u0000.csv',
      'Date,Narration,Amount\n13/03/2026,"=HYPERLINK(""http://x"")",-1.00\n14/03/2026,<script>alert(1)</script>,-2.00\n15/03/2026,\'; drop table transactions; --,-3.00\n',
    );
    expect(read.fileName).toBe('passwd.csv');
    const answer = await person.client.get<{ items: { description: string }[] }>(
      `${person.purse}/imports/${read.id}/rows`,
    );
    expect(answer.body.items.map((row) => row.description)).toEqual([
      '=HYPERLINK("http://x")',
      '<script>alert(1)</script>',
      "'; drop table transactions; --",
    ]);
  });
});
