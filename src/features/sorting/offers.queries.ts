import { sql } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { RuleOffer } from './sorting.contract.ts';

/** So often the same correction is made before a rule is offered. */
const ENOUGH = 2;
const MOST_OFFERS = 20;

/**
 * What a person did with a counterparty's rows of one direction, twice or more and never otherwise since, where no rule
 * for that counterparty does it and the offer was not declined. With a row only what concerns that one.
 */
export async function findOffers(purse: PurseContext, transactionId?: string): Promise<RuleOffer[]> {
  const found = await sql<{
    counterparty_id: string;
    counterparty: string;
    direction: 'in' | 'out';
    category_id: string;
    corrections: number;
    others: number;
  }>`
    with corrected as (
      select t.counterparty_id, case when t.amount > 0 then 'in' else 'out' end as direction, t.category_id,
             count(*)::int as corrections, max(t.edited_at) as latest
        from transactions t
       where t.purse_id = ${purse.purseId} and t.category_by = 'person' and t.edited_at is not null
         and t.counterparty_id is not null and t.category_id is not null
         ${
           transactionId === undefined
             ? sql``
             : sql`and t.counterparty_id = (select o.counterparty_id from transactions o
                                             where o.purse_id = ${purse.purseId} and o.id = ${transactionId})`
         }
       group by 1, 2, 3)
    select k.counterparty_id, c.name as counterparty, k.direction, k.category_id, k.corrections,
           (select count(*)::int from transactions t
             where t.counterparty_id = k.counterparty_id and not t.is_split
               and (case when t.amount > 0 then 'in' else 'out' end) = k.direction
               and t.category_by is distinct from 'person' and t.category_id is distinct from k.category_id) as others
      from corrected k
      join counterparties c on c.id = k.counterparty_id
      join categories g on g.id = k.category_id and g.archived_at is null
     where k.corrections >= ${ENOUGH}
       and not exists (select 1 from corrected o
                        where o.counterparty_id = k.counterparty_id and o.direction = k.direction
                          and o.category_id <> k.category_id and o.corrections * 4 > k.corrections)
       and not exists (select 1 from rules r
                        where r.purse_id = ${purse.purseId} and r.counterparty_id = k.counterparty_id
                          and r.category_id is not null and (r.direction is null or r.direction = k.direction)
                          and r.text is null and r.account_id is null and r.currency is null
                          and r.amount_min is null and r.amount_max is null)
       and not exists (select 1 from declined_offers d
                        where d.purse_id = ${purse.purseId} and d.counterparty_id = k.counterparty_id
                          and d.direction = k.direction and d.category_id = k.category_id)
     order by k.latest desc, c.name, k.direction
     limit ${MOST_OFFERS}`.execute(purse.em.getKysely());
  return found.rows.map((row) => ({
    counterpartyId: row.counterparty_id,
    counterparty: row.counterparty,
    direction: row.direction,
    categoryId: row.category_id,
    corrections: row.corrections,
    others: row.others,
  }));
}

/** Remembers that an offer is not wanted. */
export async function declineOffer(
  purse: PurseContext,
  given: Pick<RuleOffer, 'counterpartyId' | 'direction' | 'categoryId'>,
): Promise<void> {
  await sql`
    insert into declined_offers (purse_id, counterparty_id, direction, category_id)
    values (${purse.purseId}, ${given.counterpartyId}, ${given.direction}, ${given.categoryId})
    on conflict do nothing`.execute(purse.em.getKysely());
}
