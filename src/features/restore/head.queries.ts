import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { NewIds } from './new-ids.ts';
import type { RestoredHead } from './restored-purse.contract.ts';

/** Runs an INSERT whose rows are the items of a list, as one parameter. */
export async function insertItems(
  purse: PurseContext,
  items: readonly object[],
  statement: (given: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  if (items.length === 0) return;
  await statement(sql`jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb)`).execute(
    purse.em.getKysely(),
  );
}

/** An instant that may be missing, no later than the making anew. */
export function past({ now }: NewIds, column: string): RawBuilder<unknown> {
  return sql`case when ${sql.raw(column)} is not null then least(${sql.raw(column)}, ${now}) end`;
}

export async function insertAccounts(
  purse: PurseContext,
  { accounts }: RestoredHead,
  ids: NewIds,
): Promise<void> {
  const items = accounts.map((account) => ({ ...account, id: ids.accounts.get(account.id) }));
  await insertItems(
    purse,
    items,
    (given) => sql`
      insert into accounts (id, purse_id, name, kind, currency, institution, spendable, identifier_last4, anchor_on,
                            anchor_balance, anchor_source, closed_on, created_at, version)
      select id, ${purse.purseId}, name, kind, currency, institution, spendable, "identifierLast4", "anchorOn",
             "anchorBalance", "anchorSource", "closedOn", least("createdAt", ${ids.now}), 1
        from ${given} as given (id uuid, name text, kind text, currency text, institution text, spendable boolean,
             "identifierLast4" text, "anchorOn" date, "anchorBalance" bigint, "anchorSource" text, "closedOn" date,
             "createdAt" timestamptz)`,
  );
}

export async function insertCategories(
  purse: PurseContext,
  { categories }: RestoredHead,
  ids: NewIds,
): Promise<void> {
  const items = categories.map((category) => ({ ...category, id: ids.categories.get(category.id) }));
  await insertItems(
    purse,
    items,
    (given) => sql`
      insert into categories (id, purse_id, name, kind, key, icon, position, archived_at, created_at, version)
      select id, ${purse.purseId}, name, kind, key, icon, position, case when archived then ${ids.now}::timestamptz end,
             ${ids.now}, 1
        from ${given} as given (id uuid, name text, kind text, key text, icon text, position int, archived boolean)`,
  );
}

/** Tags, counterparties and the names that these had before. */
export async function insertNames(
  purse: PurseContext,
  { tags, counterparties }: RestoredHead,
  ids: NewIds,
): Promise<void> {
  await insertItems(
    purse,
    tags.map(({ id, name }) => ({ id: ids.tags.get(id), name })),
    (given) => sql`
      insert into tags (id, purse_id, name)
      select id, ${purse.purseId}, name from ${given} as given (id uuid, name text)`,
  );
  await insertItems(
    purse,
    counterparties.map(({ name }) => ({ id: ids.counterparties.get(name), name })),
    (given) => sql`
      insert into counterparties (id, purse_id, name, created_at)
      select id, ${purse.purseId}, name, ${ids.now} from ${given} as given (id uuid, name text)`,
  );
  await insertItems(
    purse,
    counterparties.flatMap(({ name, formerNames }) =>
      formerNames.map((former) => ({ id: ids.counterparties.get(name), former })),
    ),
    (given) => sql`
      insert into counterparty_aliases (purse_id, name, counterparty_id)
      select ${purse.purseId}, former, id from ${given} as given (id uuid, former text)`,
  );
}

export async function insertRules(purse: PurseContext, { rules }: RestoredHead, ids: NewIds): Promise<void> {
  const items = rules.map(({ id, when, set, createdAt }) => ({
    ...when,
    id: ids.rules.get(id),
    counterpartyId: ids.of(ids.counterparties, when.counterparty),
    accountId: ids.of(ids.accounts, when.accountId),
    categoryId: ids.of(ids.categories, set.categoryId),
    namedId: ids.of(ids.counterparties, set.counterparty),
    createdAt,
  }));
  await insertItems(
    purse,
    items,
    (given) => sql`
      insert into rules (id, purse_id, counterparty_id, text, direction, account_id, currency, amount_min, amount_max,
                         category_id, named_counterparty_id, created_at, version)
      select id, ${purse.purseId}, "counterpartyId", text, direction, "accountId", currency, "amountMin", "amountMax",
             "categoryId", "namedId", least("createdAt", ${ids.now}), 1
        from ${given} as given (id uuid, "counterpartyId" uuid, text text, direction text, "accountId" uuid,
             currency text, "amountMin" bigint, "amountMax" bigint, "categoryId" uuid, "namedId" uuid,
             "createdAt" timestamptz)`,
  );
  await insertItems(
    purse,
    rules.flatMap(({ id, set }) =>
      set.tagIds.map((tagId) => ({ ruleId: ids.rules.get(id), tagId: ids.tags.get(tagId) })),
    ),
    (given) => sql`
      insert into rule_tags (rule_id, tag_id, purse_id)
      select "ruleId", "tagId", ${purse.purseId} from ${given} as given ("ruleId" uuid, "tagId" uuid)`,
  );
}

export async function insertImports(
  purse: PurseContext,
  { imports }: RestoredHead,
  ids: NewIds,
): Promise<void> {
  await insertItems(
    purse,
    imports.map((one) => ({ ...one, id: ids.imports.get(one.id) })),
    (given) => sql`
      insert into imports (id, purse_id, created_by, file_name, byte_size, sha256, status, format, created_at,
                           committed_at, undone_at, ai_receipt, version)
      select id, ${purse.purseId}, ${purse.userId}, "fileName", "byteSize", decode(sha256, 'hex'), status, format,
             least("createdAt", ${ids.now}), ${past(ids, '"committedAt"')},
             ${past(ids, '"undoneAt"')}, nullif("readByAi", 'null'), 1
        from ${given} as given (id uuid, "readByAi" jsonb, "fileName" text, "byteSize" int, sha256 text, status text, format text,
             "createdAt" timestamptz, "committedAt" timestamptz, "undoneAt" timestamptz)`,
  );
  await insertItems(
    purse,
    imports.flatMap((one) =>
      one.statements.map((statement) => ({
        ...statement,
        id: ids.statements.get(statement.id),
        importId: ids.imports.get(one.id),
        accountId: ids.of(ids.accounts, statement.accountId),
      })),
    ),
    (given) => sql`
      insert into import_statements (id, purse_id, import_id, position, account_id, skipped, creates_account,
                                     sets_anchor, identifier_last4, stated_name, currency, opening_text, closing_text,
                                     opening_on, closing_on, period_from, period_to, opening, closing, movement,
                                     proof_note, proof_accepted, rows, new_rows, duplicate_rows, rejected_rows, doubtful_rows,
                                     newest_first, committed)
      select id, ${purse.purseId}, "importId", position, "accountId", skipped, "createsAccount", "setsAnchor",
             "identifierLast4", "statedName", currency, "openingText", "closingText", "openingOn", "closingOn",
             "periodFrom", "periodTo", opening, closing, movement, "proofNote", "proofAccepted", rows, "newRows", "duplicateRows",
             "rejectedRows", "doubtfulRows", "newestFirst", committed
        from ${given} as given (id uuid, "importId" uuid, position int, "accountId" uuid, skipped boolean,
             "createsAccount" boolean, "setsAnchor" boolean, "identifierLast4" text, "statedName" text, currency text,
             "openingText" text, "closingText" text, "openingOn" date, "closingOn" date, "periodFrom" date,
             "periodTo" date, opening bigint, closing bigint, movement bigint, "proofNote" text, "proofAccepted" boolean, rows int,
             "newRows" int, "duplicateRows" int, "rejectedRows" int, "doubtfulRows" int, "newestFirst" boolean,
             committed boolean)`,
  );
}

/** Rates, offers that were declined, and how tables are read. */
export async function insertRest(
  purse: PurseContext,
  { exchangeRates, declinedOffers, tableProfiles }: RestoredHead,
  ids: NewIds,
): Promise<void> {
  await insertItems(
    purse,
    exchangeRates,
    (given) => sql`
      insert into exchange_rates (purse_id, currency, on_day, rate, source)
      select ${purse.purseId}, currency, "on", rate, source
        from ${given} as given (currency text, "on" date, rate numeric, source text)`,
  );
  await insertItems(
    purse,
    declinedOffers.map(({ counterparty, direction, categoryId }) => ({
      counterpartyId: ids.counterparties.get(counterparty),
      direction,
      categoryId: ids.categories.get(categoryId),
    })),
    (given) => sql`
      insert into declined_offers (purse_id, counterparty_id, direction, category_id)
      select ${purse.purseId}, "counterpartyId", direction, "categoryId"
        from ${given} as given ("counterpartyId" uuid, direction text, "categoryId" uuid)`,
  );
  await insertItems(
    purse,
    tableProfiles.map((profile) => ({
      ...profile,
      id: newId(),
      accountId: ids.of(ids.accounts, profile.accountId),
    })),
    (given) => sql`
      insert into table_profiles (id, purse_id, account_id, name, fingerprint, header, mapping, created_at)
      select id, ${purse.purseId}, "accountId", name, fingerprint, header, mapping,
             least("createdAt", ${ids.now})
        from ${given} as given (id uuid, "accountId" uuid, name text, fingerprint text, header jsonb, mapping jsonb,
             "createdAt" timestamptz)`,
  );
}
