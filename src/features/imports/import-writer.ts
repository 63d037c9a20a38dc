import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { Account } from '../accounts/account.entity.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import type { ImportStatement } from './import-statement.entity.ts';
import { categoryIdsByKey } from './imports.queries.ts';
import type { NewRows } from './staging/stage-statement.ts';

/** Rows per statement: larger ones gain nothing and hold more memory. */
const CHUNK = 5000;

export interface WriteInto {
  statement: ImportStatement;
  account: Account;
  newRows: NewRows;
}

interface Chunk {
  ids: string[];
  counterpartyIds: (string | null)[];
  categoryIds: (string | null)[];
  part: <T>(column: readonly T[]) => T[];
}

/** Writes new rows in bulk: one INSERT per chunk, whatever its size. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly counterparties: CounterpartiesService,
    private readonly clock: Clock,
  ) {}

  /** Inserts every row, or throws: the caller holds the account's lock, so that no fingerprint can be taken. */
  async insert(purse: PurseContext, into: WriteInto, onChunk: (done: number) => void): Promise<void> {
    const { newRows } = into;
    const categories = await categoryIdsByKey(purse);
    const ids = idsInTimeOrder(newRows.date);
    for (let from = 0; from < ids.length; from += CHUNK) {
      const part = <T>(column: readonly T[]): T[] => column.slice(from, from + CHUNK);
      const names = part(newRows.counterparty);
      const known = await this.counterparties.ids(
        purse,
        names.filter((name) => name !== ''),
      );
      await this.#insertChunk(purse, into, {
        ids: part(ids),
        counterpartyIds: names.map((name) => known.get(name) ?? null),
        categoryIds: part(newRows.categoryKey).map((key) =>
          key === null ? null : (categories.get(key) ?? null),
        ),
        part,
      });
      onChunk(Math.min(ids.length, from + CHUNK));
    }
  }

  async #insertChunk(
    purse: PurseContext,
    { statement, account, newRows }: WriteInto,
    chunk: Chunk,
  ): Promise<void> {
    const { part } = chunk;
    await sql`
      insert into transactions (id, purse_id, account_id, date, value_date, amount, currency, description,
                                counterparty_id, category_id, category_by, bank_id, fingerprint, import_id,
                                statement_id, row_index, possible_duplicate, created_at, version)
      select id, ${purse.purseId}, ${account.id}, date, value_date, amount, ${account.currency}, description,
             counterparty_id, category_id, case when category_id is null then null else 'rule' end, bank_id,
             decode(fingerprint, 'hex'), ${statement.importId}, ${statement.id}, row_index, doubtful,
             ${this.clock.now()}, 1
        from unnest(${chunk.ids}::uuid[], ${part(newRows.date)}::date[], ${part(newRows.valueDate)}::date[],
                    ${part(newRows.amount)}::bigint[], ${part(newRows.description)}::text[],
                    ${chunk.counterpartyIds}::uuid[], ${chunk.categoryIds}::uuid[], ${part(newRows.bankId)}::text[],
                    ${part(newRows.fingerprint)}::text[], ${part(newRows.index)}::int[],
                    ${part(newRows.doubtful)}::boolean[])
          as given (id, date, value_date, amount, description, counterparty_id, category_id, bank_id, fingerprint,
                    row_index, doubtful)`.execute(purse.em.getKysely());
  }
}

/** Ids that sort as the rows happened: a file that lists the newest first gets them from its end. */
function idsInTimeOrder(days: readonly string[]): string[] {
  const ids = days.map(() => newId());
  return (days[0] ?? '') > (days.at(-1) ?? '') ? ids.reverse() : ids;
}
