import pg from 'pg';
import { newId } from '../../src/platform/database/new-id.ts';

/**
 * Fills a purse with generated rows over three years by SQL of the owner: made for plan tests and measurements,
 * not for stories. Names and amounts repeat as they do in life. Answers the account's id.
 */
export async function fillPurse(ownerUrl: string, purseId: string, rows: number): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const accountId = newId();
    await owner.query(
      `insert into accounts (id, purse_id, name, kind, currency, spendable, anchor_on, anchor_balance, anchor_source, created_at,
                             version)
       values ($1, $2, 'Large', 'current', 'NGN', true, '2026-06-15', 90000000, 'typed', now(), 1)`,
      [accountId, purseId],
    );
    await owner.query(
      `insert into counterparties (id, purse_id, name, created_at)
       select gen_random_uuid(), $1, 'Shop ' || to_char(n, 'FM00000') || ' ' || (array['Market','Transport','Kiosk','Pharmacy','Bakery'])[1 + n % 5], now()
         from generate_series(1, $2::int) n`,
      [purseId, Math.max(10, Math.floor(rows / 25))],
    );
    await owner.query(
      `with names as (select id, row_number() over (order by name) - 1 as n from counterparties where purse_id = $2),
            kinds as (select id, kind, row_number() over (order by position) - 1 as n
                        from categories where purse_id = $2 and kind <> 'transfer')
       insert into transactions (id, purse_id, account_id, date, amount, currency, description, counterparty_id,
                                 category_id, category_by, fingerprint, created_at, version)
       select gen_random_uuid(), $2, $1::uuid, date '2026-11-01' - (i % 1095)::int,
              case when k.kind = 'income' then 150000 + i % 90000 else -(100 + (i::bigint * 7919) % 500000) end, 'NGN',
              'POS PURCHASE ' || i, c.id, k.id, 'rule', decode(md5(i::text || $1::uuid::text), 'hex'), now(), 1
         from generate_series(1, $3::int) i
         join names c on c.n = (i::bigint * 31) % (select count(*) from names)
         join kinds k on k.n = i % (select count(*) from kinds)
        order by i`,
      [accountId, purseId, rows],
    );
    // As autovacuum leaves a purse at rest.
    await owner.query(
      'vacuum analyze transactions, accounts, categories, counterparties, account_month, category_day',
    );
    return accountId;
  } finally {
    await owner.end();
  }
}
