import { statementFile } from '../../../bench/statement-file.ts';
import type { House, Person } from './house.ts';
import { until } from './wait.ts';

export interface Waiting {
  person: Person;
  importId: string;
  rows: number;
}

export interface ImportState {
  status: string;
  rows: number;
  problem: string | null;
}

/** A new person whose file is read and can be committed. */
export async function readyImport(house: House, baseUrl: string, rows: number): Promise<Waiting> {
  const person = await house.person(baseUrl);
  const importId = await upload(person, rows);
  await until('the file is read', async () => {
    const { status, problem } = await stateOf(house, importId);
    if (status === 'failed') throw new Error(`the file was not read: ${problem ?? ''}`);
    return status === 'ready';
  });
  return { person, importId, rows };
}

export async function upload(person: Person, rows: number): Promise<string> {
  const sent = await person.client.upload<{ id: string }>(
    `${person.purse}/imports`,
    'statement.csv',
    statementFile(rows),
  );
  if (sent.status !== 202) throw new Error(`upload: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent.body.id;
}

export async function askCommit({ person, importId }: Waiting): Promise<void> {
  const { status, body } = await person.client.post(`${person.purse}/imports/${importId}/commit`);
  if (status !== 202) throw new Error(`commit: ${status} ${JSON.stringify(body)}`);
}

/** Where an import stands, as the database says. */
export async function stateOf(house: House, importId: string): Promise<ImportState> {
  const { rows } = await house.admin((client) =>
    client.query<{ status: string; rows: string; problem: string | null }>(
      `select status, problem ->> 'detail' as problem,
              (select count(*) from transactions t where t.import_id = i.id) as rows
         from imports i where id = $1`,
      [importId],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`import ${importId} is gone`);
  return { ...row, rows: Number(row.rows) };
}

const MOVING = new Set(['uploaded', 'reading', 'committing', 'undoing']);

/** Waits until no job is at work on them, and answers how they ended. */
export async function settled(house: House, ids: readonly string[], seconds: number): Promise<ImportState[]> {
  const ends = new Map<string, ImportState>();
  await until(
    'the imports come to rest',
    async () => {
      for (const id of ids) {
        if (ends.has(id)) continue;
        const state = await stateOf(house, id);
        if (!MOVING.has(state.status)) ends.set(id, state);
      }
      return ends.size === ids.length;
    },
    { seconds, every: 500 },
  ).catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.startsWith('waited in vain')) throw error;
  });
  return Promise.all(ids.map(async (id) => ends.get(id) ?? stateOf(house, id)));
}
