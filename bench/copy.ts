import pg from 'pg';

/** A row as performance is compared on it: the columns that a plain list of transactions needs. */
export type CopyRow = readonly (string | number | null)[];

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const TABLE = `create table bench_copy (
  id uuid, purse_id uuid, account_id uuid, import_id uuid, date date, amount bigint, currency char(3), description text,
  counterparty_id uuid, category_id uuid, bank_id text, fingerprint bytea, created_at timestamptz)`;

/** What pg's connection gives to a query that speaks the copy protocol itself. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY … FROM STDIN` as pg's client runs it. */
class CopyIn {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #bytes: Buffer;
  #resolve: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(text: string, bytes: Buffer) {
    this.#text = text;
    this.#bytes = bytes;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#bytes);
    connection.endCopyFrom();
  }

  /** The end comes with ReadyForQuery. */
  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#resolve();
  }

  handleError(error: Error): void {
    this.#reject(error);
  }
}

/**
 * The rows that an import left behind, to be written once more the plainest way there is.
 *
 * @param after the id of the last row that was taken before
 */
export async function rowsOfImport(
  admin: pg.Client,
  importId: string,
  { after = FIRST_ID, most = null }: { after?: string; most?: number | null } = {},
): Promise<CopyRow[]> {
  const found = await admin.query<(string | number | null)[]>({
    text: `select id, purse_id, account_id, import_id, date::text, amount::text, currency, description, counterparty_id,
                  category_id, bank_id, '\\x' || encode(fingerprint, 'hex'), created_at::text
             from transactions where import_id = $1 and id > $2 order by id limit $3`,
    values: [importId, after, most],
    rowMode: 'array',
  });
  return found.rows;
}

export async function makeCopyTable(admin: pg.Client): Promise<void> {
  await admin.query('drop table if exists bench_copy');
  await admin.query(TABLE);
}

/** Milliseconds that COPY takes to write the rows into the table without indexes, text made and commit included. */
export async function copyRows(admin: pg.Client, rows: readonly CopyRow[]): Promise<number> {
  await admin.query('truncate bench_copy');
  const began = performance.now();
  const text = rows.map((row) => `${row.map(cell).join('\t')}\n`).join('');
  const copy = new CopyIn('copy bench_copy from stdin', Buffer.from(text));
  admin.query(copy as unknown as pg.Submittable);
  await copy.done;
  const took = performance.now() - began;
  const counted = await admin.query<{ count: string }>('select count(*) from bench_copy');
  if (Number(counted.rows[0]?.count) !== rows.length) throw new Error('COPY lost rows');
  return took;
}

function cell(value: string | number | null): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (found) => {
    const letters: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };
    return letters[found] ?? '\\\\';
  });
}
