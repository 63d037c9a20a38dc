import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { Account } from '../accounts/account.entity.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import type { ImportStatement } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import { categoryIdsByKey } from './imports.queries.ts';
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
    const categories = await categoryIdsByKey(purse);
    const positions = await this.store.positionsWithNew(purse, {
      importId: statement.importId,
      statementId: statement.id,
    });
    // Ids sort as the rows happened: a file that lists the newest first gets them from its end.
    const ids = Array.from({ length: statement.newRows }, () => newId());
    if (statement.newestFirst) ids.reverse();
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
        this.#insertChunk(purse, into, current, {
          ids: ids.slice(done, done + current.index.length),
          categories,
        }),
      ]);
      done += current.index.length;
      onChunk(done);
    }
    if (done !== statement.newRows) throw new Error(`${done} rows were written of ${statement.newRows}`);
  }

  async #insertChunk(
    purse: PurseContext,
    { statement, account }: WriteInto,
    rows: NewRows,
    { ids, categories }: { ids: string[]; categories: ReadonlyMap<string, string> },
  ): Promise<void> {
    const names = rows.counterparty.filter((name) => name !== '');
    const known = await this.counterparties.ids(purse, names);
    const counterpartyIds = rows.counterparty.map((name) => known.get(name) ?? null);
    const categoryIds = rows.categoryId.map(
      (id, index) => id ?? categories.get(rows.categoryKey[index] ?? '') ?? null,
    );
    await sql`
      insert into transactions (id, purse_id, account_id, date, value_date, amount, currency, description,
                                counterparty_id, category_id, category_by, category_why, bank_id, fingerprint, import_id,
                                statement_id, row_index, possible_duplicate, created_at, version)
      select id, ${purse.purseId}, ${account.id}, date, value_date, amount, ${account.currency}, description,
             counterparty_id, category_id, case when category_id is null then null else 'rule' end, category_why::jsonb,
             bank_id,
             decode(fingerprint, 'hex'), ${statement.importId}, ${statement.id}, row_index, doubtful,
             ${this.clock.now()}, 1
        from unnest(${ids}::uuid[], ${rows.date}::date[], ${rows.valueDate}::date[],
                    ${rows.amount}::bigint[], ${rows.description}::text[],
                    ${counterpartyIds}::uuid[], ${categoryIds}::uuid[], ${rows.why}::text[], ${rows.bankId}::text[],
                    ${rows.fingerprint}::text[], ${rows.index}::int[],
                    ${rows.doubtful}::boolean[])
          as given (id, date, value_date, amount, description, counterparty_id, category_id, category_why, bank_id,
                    fingerprint, row_index, doubtful)`.execute(purse.em.getKysely());
    await this.#tag(purse, rows, ids);
  }

  /** Rows with the same tags at once. */
  async #tag(purse: PurseContext, rows: NewRows, ids: readonly string[]): Promise<void> {
    const alike = new Map<string, { add: readonly string[]; ids: string[] }>();
    rows.tagIds.forEach((add, index) => {
      const id = ids[index];
      if (add === null || id === undefined) return;
      const key = add.join();
      const group = alike.get(key) ?? { add, ids: [] };
      group.ids.push(id);
      alike.set(key, group);
    });
    for (const group of alike.values()) await this.tags.put(purse, group.ids, { add: group.add });
  }
}
