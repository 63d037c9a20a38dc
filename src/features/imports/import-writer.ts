import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Clock } from '../../platform/clock.ts';
import { idArray, uuidArray } from '../../platform/database/binary-arrays.ts';
import { ID_BYTES, idText, newIds, reverseIds } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { Account } from '../accounts/account.entity.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import type { ImportStatement } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import { Staging } from './staging.ts';
import type { NewRows } from './staging/new-rows.ts';

/** Blocks per INSERT: more would gain nothing and hold more memory. */
const BLOCKS_AT_ONCE = 5;

export interface WriteInto {
  statement: ImportStatement;
  account: Account;
}

/** Writes the new rows of a staged statement in bulk: one INSERT for some thousand, whatever its size. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly counterparties: CounterpartiesService,
    private readonly staging: Staging,
    private readonly store: ImportStore,
    private readonly clock: Clock,
    private readonly tags: TagsService,
  ) {}

  /** Inserts every row, or throws: the caller holds the account's lock, so that no fingerprint can be taken. */
  async insert(purse: PurseContext, into: WriteInto, onChunk: (done: number) => void): Promise<void> {
    const { statement } = into;
    const positions = await this.store.positionsWithNew(purse, {
      importId: statement.importId,
      statementId: statement.id,
    });
    const ids = newIds(statement.newRows);
    // Ids sort as the rows happened: a file that lists the newest first gets them from its end.
    if (statement.newestFirst) reverseIds(ids);
    const load = async (from: number) => {
      const some = positions.slice(from, from + BLOCKS_AT_ONCE);
      return some.length === 0 ? null : this.store.loadMarked(purse, statement.importId, some);
    };
    let done = 0;
    let blocks = await load(0);
    let rows = blocks === null ? null : await this.staging.take(blocks);
    for (let from = BLOCKS_AT_ONCE; rows !== null; from += BLOCKS_AT_ONCE) {
      const current = rows;
      blocks = await load(from);
      // A thread prepares the next rows while the database takes these.
      [rows] = await Promise.all([
        blocks === null ? null : this.staging.take(blocks),
        this.#insertChunk(
          purse,
          into,
          current,
          ids.subarray(done * ID_BYTES, (done + current.rows) * ID_BYTES),
        ),
      ]);
      done += current.rows;
      onChunk(done);
    }
    if (done !== statement.newRows) throw new Error(`${done} rows were written of ${statement.newRows}`);
  }

  async #insertChunk(
    purse: PurseContext,
    { statement, account }: WriteInto,
    { columns, names, tagged }: NewRows,
    ids: Buffer,
  ): Promise<void> {
    const known = await this.counterparties.ids(purse, names);
    const counterparties = uuidArray(names.map((name) => known.get(name) ?? null));
    await sql`
      insert into transactions (id, purse_id, account_id, date, value_date, amount, currency, description,
                                counterparty_id, category_id, category_by, category_why, bank_id, fingerprint, import_id,
                                statement_id, row_index, possible_duplicate, created_at, version)
      select id, ${purse.purseId}, ${account.id}, date, value_date, amount, ${account.currency}, description,
             (${counterparties}::uuid[])[name], category_id, case when category_id is null then null else 'rule' end,
             category_why::jsonb, bank_id, fingerprint, ${statement.importId}, ${statement.id}, row_index, doubtful,
             ${this.clock.now()}, 1
        from unnest(${idArray(ids)}::uuid[], ${columns.date}::date[], ${columns.valueDate}::date[],
                    ${columns.amount}::bigint[], ${columns.description}::text[], ${columns.name}::int[],
                    ${columns.categoryId}::uuid[], ${columns.why}::text[], ${columns.bankId}::text[],
                    ${columns.fingerprint}::bytea[], ${columns.index}::int[], ${columns.doubtful}::boolean[])
          as given (id, date, value_date, amount, description, name, category_id, category_why, bank_id, fingerprint,
                    row_index, doubtful)`.execute(purse.em.getKysely());
    for (const { tagIds, rows } of tagged)
      await this.tags.put(
        purse,
        rows.map((row) => idText(ids, row)),
        { add: tagIds },
      );
  }
}
