import type { ImportRowView, ImportView } from '../../src/features/imports/imports.contract.ts';
import type { TransactionView } from '../../src/features/transactions/transactions.contract.ts';
import type { Person, TestApp } from './app.ts';

/** The header of the statements that the stories write by hand. */
export const HEAD = 'Date,Narration,Debit,Credit,Balance\n';

/** A month of an account: salary, food, two equal fares, airtime; the running balance adds up. */
export const MARCH = `${HEAD}01/03/2026,SALARY ACME LTD,,"250,000.00","260,000.00"
02/03/2026,POS PURCHASE SHOPRITE IKEJA 0023,"12,500.50",,"247,499.50"
02/03/2026,POS PURCHASE DANFO,500.00,,"246,999.50"
02/03/2026,POS PURCHASE DANFO,500.00,,"246,499.50"
15/03/2026,AIRTIME MTN,"1,000.00",,"245,499.50"
`;

const MOVING = ['uploaded', 'reading', 'committing', 'undoing'];

/** A new account of the person; answers its id. */
export async function newAccount(person: Person, given: object = {}): Promise<string> {
  const answer = await person.client.post<{ id: string }>(`${person.purse}/accounts`, {
    name: 'Bank',
    kind: 'current',
    ...given,
  });
  if (answer.status !== 201) throw new Error(`account: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** Uploads a file and waits until it is read: `ready`, or `failed` with its problem. */
export async function readImport(
  own: TestApp,
  person: Person,
  name: string,
  bytes: string | Uint8Array,
): Promise<ImportView> {
  const answer = await person.client.upload<ImportView>(`${person.purse}/imports`, name, bytes);
  if (answer.status !== 202)
    throw new Error(`upload answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return rested(own, person, answer.body.id);
}

/** Says of each statement whose balances do not come out that it is to be taken over all the same. */
export async function acceptProofs(person: Person, { id, statements }: ImportView): Promise<void> {
  for (const statement of statements.filter(({ proof }) => proof?.state === 'off')) {
    const path = `${person.purse}/imports/${id}/statements/${statement.id}`;
    const answer = await person.client.patch(path, { acceptProof: true });
    if (answer.status !== 200) throw new Error(`accept: ${JSON.stringify(answer.body)}`);
  }
}

/** Commits and waits until it is done. */
export async function commitImport(own: TestApp, person: Person, id: string): Promise<ImportView> {
  const answer = await person.client.post(`${person.purse}/imports/${id}/commit`);
  if (answer.status !== 202)
    throw new Error(`commit answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return rested(own, person, id);
}

/** Undoes and waits until it is done. */
export async function undoImport(own: TestApp, person: Person, id: string): Promise<ImportView> {
  const answer = await person.client.post(`${person.purse}/imports/${id}/undo`);
  if (answer.status !== 202)
    throw new Error(`undo answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return rested(own, person, id);
}

/** Reads and commits a file whose statements find their accounts by themselves. */
export async function importFile(
  own: TestApp,
  person: Person,
  name: string,
  bytes: string | Uint8Array,
): Promise<ImportView> {
  const read = await readImport(own, person, name, bytes);
  if (read.status !== 'ready') throw new Error(`${name}: ${JSON.stringify(read.problem)}`);
  return commitImport(own, person, read.id);
}

/** Every row of the preview. */
export async function rowsOf(person: Person, id: string, query = ''): Promise<ImportRowView[]> {
  const answer = await person.client.get<{ items: ImportRowView[] }>(
    `${person.purse}/imports/${id}/rows?limit=200${query}`,
  );
  return answer.body.items;
}

/** The import once no job is at work on it. Event streams are for people; a test asks again. */
export async function rested(
  _own: TestApp,
  person: Person,
  id: string,
  patience = 30_000,
): Promise<ImportView> {
  const until = Date.now() + patience;
  for (;;) {
    const { body } = await person.client.get<ImportView>(`${person.purse}/imports/${id}`);
    if (!MOVING.includes(body.status)) return body;
    if (Date.now() > until) throw new Error(`the import is still ${body.status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The first 200 transactions of a person's purse, the newest first. */
export async function transactionsOf(person: Person): Promise<TransactionView[]> {
  const answer = await person.client.get<{ items: TransactionView[] }>(
    `${person.purse}/transactions?limit=200`,
  );
  return answer.body.items;
}

/** Day, amount and text of each. */
export const factsOf = (rows: readonly TransactionView[]) =>
  rows.map((row) => [row.date, row.amount, row.description]);
