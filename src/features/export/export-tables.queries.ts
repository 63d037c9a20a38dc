import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { ExportedPurse } from './export.contract.ts';

type Tables = Omit<
  ExportedPurse,
  'format' | 'version' | 'exportedAt' | 'transactions' | 'history' | 'imports'
>;

/** An instant as the wire has it: JSON of the database would have the zone of its session. */
const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

async function items<T>(purse: PurseContext, statement: RawBuilder<{ item: T }>): Promise<T[]> {
  return (await statement.execute(purse.em.getKysely())).rows.map((row) => row.item);
}

/** Everything of a purse but rows, imports and history, in the shape of `data.json`. */
export async function tablesOf(purse: PurseContext): Promise<Tables> {
  const id = purse.purseId;
  const [own] = await items<Tables['purse']>(
    purse,
    sql`select json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'baseCurrency', p.base_currency,
          'country', p.country, 'zone', p.zone, 'stated', p.stated, 'incomeRhythm', p.income_rhythm,
          'buffer', p.buffer, 'createdAt', ${instant('p.created_at')}) as item
          from purses p where p.id = ${id}`,
  );
  if (own === undefined) throw new Error('the purse of the transaction is not there');
  return {
    purse: own,
    members: await items(
      purse,
      sql`select json_build_object('userId', m.user_id, 'role', m.role, 'since', ${instant('m.created_at')}) as item
            from memberships m where m.purse_id = ${id} order by m.created_at, m.user_id`,
    ),
    accounts: await items(
      purse,
      sql`select json_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'currency', a.currency,
            'institution', a.institution, 'spendable', a.spendable, 'identifierLast4', a.identifier_last4,
            'anchorOn', a.anchor_on, 'anchorBalance', a.anchor_balance, 'anchorSource', a.anchor_source,
            'closedOn', a.closed_on, 'createdAt', ${instant('a.created_at')}) as item
            from accounts a where a.purse_id = ${id} order by a.created_at, a.id`,
    ),
    categories: await items(
      purse,
      sql`select json_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'key', c.key, 'icon', c.icon,
            'position', c.position, 'archived', c.archived_at is not null) as item
            from categories c where c.purse_id = ${id} order by c.position, c.id`,
    ),
    tags: await items(
      purse,
      sql`select json_build_object('id', t.id, 'name', t.name) as item
            from tags t where t.purse_id = ${id} order by t.name`,
    ),
    counterparties: await items(
      purse,
      sql`select json_build_object('id', c.id, 'name', c.name, 'formerNames',
            array(select a.name from counterparty_aliases a where a.counterparty_id = c.id order by a.name)) as item
            from counterparties c where c.purse_id = ${id} order by c.name`,
    ),
    rules: await items(
      purse,
      sql`select json_build_object('id', r.id, 'when', json_build_object('counterparty', c.name, 'text', r.text,
            'direction', r.direction, 'accountId', r.account_id, 'currency', r.currency,
            'amountMin', r.amount_min, 'amountMax', r.amount_max),
            'set', json_build_object('categoryId', r.category_id, 'counterparty', n.name,
              'tagIds', array(select t.tag_id from rule_tags t where t.rule_id = r.id order by t.tag_id)),
            'createdAt', ${instant('r.created_at')}) as item
            from rules r left join counterparties c on c.id = r.counterparty_id
            left join counterparties n on n.id = r.named_counterparty_id
           where r.purse_id = ${id} order by r.created_at, r.id`,
    ),
    exchangeRates: await items(
      purse,
      sql`select json_build_object('currency', r.currency, 'on', r.on_day, 'rate', r.rate::text, 'source', r.source) as item
            from exchange_rates r where r.purse_id = ${id} order by r.currency, r.on_day`,
    ),
    declinedOffers: await items(
      purse,
      sql`select json_build_object('counterparty', c.name, 'direction', o.direction, 'categoryId', o.category_id) as item
            from declined_offers o join counterparties c on c.id = o.counterparty_id
            join categories g on g.id = o.category_id
           where o.purse_id = ${id} order by c.name, o.direction, g.position, g.id`,
    ),
    tableProfiles: await items(
      purse,
      sql`select json_build_object('id', p.id, 'accountId', p.account_id, 'name', p.name, 'fingerprint', p.fingerprint,
            'header', p.header, 'mapping', p.mapping, 'createdAt', ${instant('p.created_at')}) as item
            from table_profiles p where p.purse_id = ${id} order by p.id`,
    ),
    ai: { consent: await consentOf(purse), usage: await usageOf(purse) },
  };
}

async function consentOf(purse: PurseContext): Promise<ExportedPurse['ai']['consent']> {
  const [consent] = await items<NonNullable<ExportedPurse['ai']['consent']>>(
    purse,
    sql`select json_build_object('givenBy', c.given_by, 'givenAt', ${instant('c.given_at')}) as item
          from ai_consents c where c.purse_id = ${purse.purseId}`,
  );
  return consent ?? null;
}

async function usageOf(purse: PurseContext): Promise<ExportedPurse['ai']['usage']> {
  return items(
    purse,
    sql`select json_build_object('id', u.id, 'at', ${instant('u.at')}, 'purpose', u.purpose, 'model', u.model,
          'outcome', u.outcome, 'inputTokens', u.input_tokens, 'outputTokens', u.output_tokens,
          'microDollars', u.micro_dollars) as item
          from ai_usage u where u.purse_id = ${purse.purseId} order by u.at, u.id`,
  );
}

const statementsOf = sql`
  coalesce((select json_agg(json_build_object('id', s.id, 'position', s.position, 'accountId', s.account_id,
              'skipped', s.skipped, 'createsAccount', s.creates_account, 'setsAnchor', s.sets_anchor,
              'identifierLast4', s.identifier_last4, 'statedName', s.stated_name, 'currency', s.currency,
              'openingText', s.opening_text, 'closingText', s.closing_text, 'openingOn', s.opening_on,
              'closingOn', s.closing_on, 'periodFrom', s.period_from, 'periodTo', s.period_to, 'opening', s.opening,
              'closing', s.closing, 'movement', s.movement, 'proofNote', s.proof_note,
              'proofAccepted', s.proof_accepted, 'rows', s.rows,
              'newRows', s.new_rows, 'duplicateRows', s.duplicate_rows, 'rejectedRows', s.rejected_rows,
              'doubtfulRows', s.doubtful_rows, 'newestFirst', s.newest_first, 'committed', s.committed)
              order by s.position) from import_statements s where s.import_id = i.id), '[]'::json)`;

export type ImportFacts = Omit<ExportedPurse['imports'][number], 'file'> & { hasFile: boolean };

/** Every import, the oldest first, and whether the bytes that were given are still kept. */
export async function importsOf(purse: PurseContext): Promise<ImportFacts[]> {
  return items(
    purse,
    sql`select json_build_object('id', i.id, 'fileName', i.file_name, 'byteSize', i.byte_size,
          'sha256', encode(i.sha256, 'hex'), 'status', i.status, 'format', i.format,
          'createdAt', ${instant('i.created_at')}, 'committedAt', ${instant('i.committed_at')},
          'undoneAt', ${instant('i.undone_at')}, 'readByAi', i.ai_receipt, 'statements', ${statementsOf}, 'hasFile', exists (
            select 1 from import_blocks b where b.import_id = i.id and b.kind = 'file' and b.position = 0)) as item
          from imports i where i.purse_id = ${purse.purseId} order by i.id`,
  );
}

/** The audit entries after one, the oldest first. */
export async function historyAfter(
  purse: PurseContext,
  after: string | null,
  limit: number,
): Promise<ExportedPurse['history']> {
  return items(
    purse,
    sql`select json_build_object('id', e.id, 'at', ${instant('e.at')}, 'userId', e.user_id, 'action', e.action,
          'subject', e.subject, 'subjectId', e.subject_id, 'changes', e.changes) as item
          from audit_entries e
         where e.purse_id = ${purse.purseId} ${after === null ? sql`` : sql`and e.id > ${after}::uuid`}
         order by e.id limit ${limit}`,
  );
}
