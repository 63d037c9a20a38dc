import { sql } from 'kysely';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { insertItems, past } from './head.queries.ts';
import type { NewIds } from './new-ids.ts';
import type { RestoredRow } from './restored-purse.contract.ts';

/** Inserts transactions with what hangs on them. Their ids sort as they are given. */
export async function insertRows(
  purse: PurseContext,
  ids: NewIds,
  rows: readonly RestoredRow[],
): Promise<void> {
  const transfers: { id: string }[] = [];
  const items = rows.map((row) => {
    const transfer = row.transferId === null ? null : ids.transfer(row.transferId);
    if (transfer?.isNew === true) transfers.push({ id: transfer.id });
    return {
      ...row,
      id: newId(),
      accountId: ids.accounts.get(row.accountId),
      counterpartyId: ids.of(ids.counterparties, row.counterparty),
      categoryId: ids.of(ids.categories, row.categoryId),
      categoryWhy: whyOf(ids, row.categoryWhy),
      importId: ids.of(ids.imports, row.importId),
      statementId: ids.of(ids.statements, row.statementId),
      transferId: transfer?.id ?? null,
      isSplit: row.splits.length > 0,
    };
  });
  await insertItems(
    purse,
    transfers,
    (given) => sql`
      insert into transfers (id, purse_id, created_at)
      select id, ${purse.purseId}, ${ids.now} from ${given} as given (id uuid)`,
  );
  await insertItems(
    purse,
    items,
    (given) => sql`
      insert into transactions (id, purse_id, account_id, date, value_date, amount, currency, description,
                                counterparty_id, category_id, category_by, category_why, note, bank_id, import_id,
                                statement_id, possible_duplicate, is_split, transfer_id, edited_at, created_at, version)
      select id, ${purse.purseId}, "accountId", date, "valueDate", amount, currency, description, "counterpartyId",
             "categoryId", "categoryBy", nullif("categoryWhy", 'null'), note, "bankId", "importId", "statementId",
             "possibleDuplicate", "isSplit", "transferId", ${past(ids, '"editedAt"')}, least("createdAt", ${ids.now}), 1
        from ${given} as given (id uuid, "accountId" uuid, date date, "valueDate" date, amount bigint, currency text,
             description text, "counterpartyId" uuid, "categoryId" uuid, "categoryBy" text, "categoryWhy" jsonb,
             note text, "bankId" text, "importId" uuid, "statementId" uuid, "possibleDuplicate" boolean,
             "isSplit" boolean, "transferId" uuid, "editedAt" timestamptz, "createdAt" timestamptz)`,
  );
  await insertItems(
    purse,
    items.flatMap(({ id, date, currency, splits }) =>
      splits.map(({ categoryId, amount, note }) => ({
        id: newId(),
        transactionId: id,
        categoryId: ids.of(ids.categories, categoryId),
        amount,
        note,
        date,
        currency,
      })),
    ),
    (given) => sql`
      insert into splits (id, purse_id, transaction_id, category_id, amount, day, currency, note)
      select id, ${purse.purseId}, "transactionId", "categoryId", amount, date, currency, note
        from ${given} as given (id uuid, "transactionId" uuid, "categoryId" uuid, amount bigint, date date,
             currency text, note text)`,
  );
  await insertItems(
    purse,
    items.flatMap(({ id, tags }) =>
      [...new Set(tags)].map((name) => ({ transactionId: id, tagId: ids.tagsByName.get(name) })),
    ),
    (given) => sql`
      insert into transaction_tags (transaction_id, tag_id, purse_id)
      select "transactionId", "tagId", ${purse.purseId}
        from ${given} as given ("transactionId" uuid, "tagId" uuid)`,
  );
}

/** The reason with new ids. A rule or category that was gone already stays gone. */
function whyOf(ids: NewIds, why: RestoredRow['categoryWhy']): RestoredRow['categoryWhy'] {
  if (why === null || why.by === 'words') return why;
  if (why.by === 'rule') return { ...why, ruleId: ids.rules.get(why.ruleId) ?? why.ruleId };
  if (why.categoryId === undefined) return why;
  return { ...why, categoryId: ids.categories.get(why.categoryId) ?? why.categoryId };
}
