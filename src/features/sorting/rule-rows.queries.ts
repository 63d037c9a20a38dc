import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { normaliseText } from '../../domain/fingerprint-text.ts';
import type { RuleSaid } from '../../domain/rules.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { DAY_PART, ID_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import type { PreviewQuery, RuleChange, RulePreview } from './sorting.contract.ts';

/** A rule as rows are asked about it. */
export interface AskedRule extends RuleSaid {
  /** null where the purse knows nobody of the name: then no row can have it. */
  counterpartyId: string | null;
  namedCounterpartyId: string | null;
  /** Ids of the rules that are more specific: what they gave a row stays. */
  above: readonly string[];
  overwrite: boolean;
}

interface Row {
  id: string;
  date: string;
  amount: string;
  currency: string;
  description: string;
  counterparty: string | null;
  category_id: string | null;
  tag_ids: string[];
  sets_category: boolean;
  sets_name: boolean;
  total: number;
}

/** One page of the rows that a rule would change, newest first, and how many there are. */
export async function previewRule(
  purse: PurseContext,
  rule: AskedRule,
  query: PreviewQuery,
): Promise<RulePreview> {
  const after = decodeCursor(query.cursor, [DAY_PART, ID_PART]);
  const db = purse.em.getKysely();
  const counts = await sql<{ matches: number; total: number; chosen: number }>`
    select count(*)::int as matches, count(*) filter (where ${changes(rule)})::int as total,
           count(*) filter (where ${changes({ ...rule, overwrite: true })} and not ${changes(rule)})::int as chosen
      from (${rowsOf(purse, rule)}) t`.execute(db);
  const { matches, total, chosen } = counts.rows[0] ?? { matches: 0, total: 0, chosen: 0 };
  const found = await sql<Row>`
    select t.id, t.date::text as date, t.amount::text as amount, t.currency, t.description, t.counterparty,
           t.category_id, array(select g.tag_id from transaction_tags g where g.transaction_id = t.id
                                 order by g.tag_id)::text[] as tag_ids,
           ${setsCategory(rule)} as sets_category, ${setsName(rule)} as sets_name
      from (${rowsOf(purse, rule)}) t
     where ${changes(rule)}
       ${after === null ? sql`` : sql`and (t.date, t.id) < (${after[0]}::date, ${after[1]}::uuid)`}
     order by t.date desc, t.id desc limit ${query.limit + 1}`.execute(db);
  const page = found.rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => changeOf(row, rule)),
    nextCursor:
      found.rows.length > query.limit && last !== undefined ? encodeCursor([last.date, last.id]) : null,
    matches,
    total,
    chosen,
  };
}

/** The ids of rows that a rule would change, newest first, and how many there are in all. */
export async function rowsToChange(
  purse: PurseContext,
  rule: AskedRule,
  limit: number,
): Promise<{ ids: string[]; total: number }> {
  const found = await sql<{ id: string; total: number }>`
    select t.id, count(*) over ()::int as total from (${rowsOf(purse, rule)}) t where ${changes(rule)}
     order by t.date desc, t.id desc limit ${limit}`.execute(purse.em.getKysely());
  return { ids: found.rows.map(({ id }) => id), total: found.rows[0]?.total ?? 0 };
}

/** The rows for which a rule holds. */
function rowsOf(purse: PurseContext, { when, counterpartyId }: AskedRule): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`r.purse_id = ${purse.purseId}`];
  if (when.counterparty !== null) conditions.push(sql`r.counterparty_id = ${counterpartyId}::uuid`);
  if (when.direction !== null)
    conditions.push(when.direction === 'in' ? sql`r.amount > 0` : sql`r.amount < 0`);
  if (when.accountId !== null) conditions.push(sql`r.account_id = ${when.accountId}`);
  if (when.currency !== null) conditions.push(sql`r.currency = ${when.currency}`);
  if (when.amountMin !== null) conditions.push(sql`abs(r.amount) >= ${when.amountMin}`);
  if (when.amountMax !== null) conditions.push(sql`abs(r.amount) <= ${when.amountMax}`);
  if (when.text !== null) {
    // As `searchedText` of the domain has it.
    conditions.push(sql`
      regexp_replace(normalize(concat_ws(' ', r.description, coalesce(c.name, '')), NFKC),
                     '[[:space:]\\u0001-\\u001f\\u007f]+', ' ', 'g') ~ ${anyCase(normaliseText(when.text))}`);
  }
  return sql`
    select r.*, c.name as counterparty from transactions r left join counterparties c on c.id = r.counterparty_id
     where ${sql.join(conditions, sql` and `)}`;
}

/** What a rule would change of a row `t`. */
function changes(rule: AskedRule): RawBuilder<unknown> {
  return sql`(${setsCategory(rule)} or ${setsName(rule)} or ${addsTags(rule)})`;
}

function setsCategory({ set, overwrite, above }: AskedRule): RawBuilder<unknown> {
  if (set.categoryId === null) return sql`false`;
  return sql`(not t.is_split and t.category_id is distinct from ${set.categoryId}::uuid
    ${overwrite ? sql`` : sql`and t.category_by is distinct from 'person'`}
    and not coalesce(t.category_by = 'rule' and t.category_why ->> 'ruleId' = any(${[...above]}::text[]), false))`;
}

/** Nobody notes which field a person edited: an edited row keeps its name. */
function setsName({ set, overwrite, namedCounterpartyId }: AskedRule): RawBuilder<unknown> {
  if (set.counterparty === null) return sql`false`;
  return sql`(t.counterparty_id is distinct from ${namedCounterpartyId}::uuid
    ${namedCounterpartyId === null ? sql`or true` : sql``}) ${overwrite ? sql`` : sql`and t.edited_at is null`}`;
}

function addsTags({ set }: AskedRule): RawBuilder<unknown> {
  if (set.tagIds.length === 0) return sql`false`;
  return sql`exists (
    select 1 from unnest(${[...set.tagIds]}::uuid[]) as wanted (id)
     where not exists (select 1 from transaction_tags g where g.transaction_id = t.id and g.tag_id = wanted.id))`;
}

function changeOf(row: Row, { set }: AskedRule): RuleChange {
  const before = { categoryId: row.category_id, counterparty: row.counterparty, tagIds: row.tag_ids };
  return {
    transactionId: row.id,
    date: row.date,
    amount: Number(row.amount),
    currency: row.currency,
    description: row.description,
    before,
    after: {
      categoryId: row.sets_category ? set.categoryId : before.categoryId,
      counterparty: row.sets_name ? set.counterparty : before.counterparty,
      tagIds: [...new Set([...before.tagIds, ...set.tagIds])].sort(),
    },
  };
}

/**
 * A pattern that finds a text in any case, whatever the locale of the database folds: each letter stands with its other
 * case beside it.
 */
export function anyCase(text: string): string {
  return [...text]
    .map((letter) => {
      if (/\p{L}/u.test(letter)) {
        const cases = [letter, letter.toLowerCase(), letter.toUpperCase()];
        return `[${[...new Set(cases)].filter((one) => [...one].length === 1).join('')}]`;
      }
      return /[\p{N} ]/u.test(letter)
        ? letter
        : `[${letter === '^' || letter === ']' || letter === '\\' ? `\\${letter}` : letter}]`;
    })
    .join('');
}
