import { sql } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { TransferLeg, TransferView } from './transfers.contract.ts';

interface LegRow {
  transaction_id: string;
  account_id: string;
  date: string;
  amount: string;
  currency: string;
  description: string;
}

/** A transfer with its two legs, or null where the purse has none of this id. */
export async function findTransfer(purse: PurseContext, id: string): Promise<TransferView | null> {
  const found = await sql<LegRow & { created_at: Date }>`
    select t.id as transaction_id, t.account_id, t.date::text as date, t.amount::text as amount, t.currency,
           t.description, x.created_at
      from transfers x join transactions t on t.transfer_id = x.id
     where x.purse_id = ${purse.purseId} and x.id = ${id} order by t.amount`.execute(purse.em.getKysely());
  const [out, into] = found.rows;
  if (out === undefined || into === undefined) return null;
  return { id, out: leg(out), in: leg(into), createdAt: new Date(out.created_at).toISOString() };
}

export interface Suggestion {
  out: TransferLeg;
  in: TransferLeg;
  daysApart: number;
}

/** At most so many pairs are looked at before each row is used once. */
const MOST_PAIRS = 500;

/**
 * Pairs of rows that look like one movement between two own accounts: the same amount out of one and into another,
 * same currency, at most three days apart, neither linked nor split. Each row stands in one pair at most, the
 * nearest days first.
 */
export async function suggestedTransfers(
  purse: PurseContext,
  from: string,
  to: string,
): Promise<Suggestion[]> {
  const found = await sql<{ out: LegRow; in: LegRow; apart: number }>`
    with free as materialized (
      select id as transaction_id, account_id, date, amount, currency, description from transactions
       where purse_id = ${purse.purseId} and date between ${from}::date and ${to}::date
         and transfer_id is null and not is_split)
    select to_json(o) as out, to_json(i) as in, abs(i.date - o.date) as apart
      from free o
      join free i on i.amount = -o.amount and i.currency = o.currency and i.account_id <> o.account_id
                 and i.date between o.date - 3 and o.date + 3
     where o.amount < 0
     order by abs(i.date - o.date), o.date desc, o.transaction_id, i.transaction_id
     limit ${MOST_PAIRS}`.execute(purse.em.getKysely());
  const used = new Set<string>();
  return found.rows.flatMap((row) => {
    if (used.has(row.out.transaction_id) || used.has(row.in.transaction_id)) return [];
    used.add(row.out.transaction_id).add(row.in.transaction_id);
    return [{ out: leg(row.out), in: leg(row.in), daysApart: row.apart }];
  });
}

function leg(row: LegRow): TransferLeg {
  return {
    transactionId: row.transaction_id,
    accountId: row.account_id,
    date: row.date,
    amount: Number(row.amount),
    currency: row.currency,
    description: row.description,
  };
}
