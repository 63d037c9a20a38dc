import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.ts';
import type { Person, TestApp } from './app.ts';

/**
 * Everything of a purse that an import may touch, as plain values: rows, names, balances, rollups. Version numbers
 * and the imports themselves are left out, since they tell that something was done.
 */
export async function pictureOf(own: TestApp, person: Person): Promise<Record<string, unknown[]>> {
  return own.app.get(Database).withPurseAsOperator(person.purseId, async (em) => {
    const db = em.getKysely();
    const all = async (query: string): Promise<unknown[]> => (await sql.raw(query).execute(db)).rows;
    return {
      transactions: await all(
        `select id, account_id, date::text, amount::text, currency, description, counterparty_id, category_id, note,
                bank_id, encode(fingerprint, 'hex') as fingerprint, possible_duplicate, edited_at
           from transactions order by id`,
      ),
      counterparties: await all('select id, name from counterparties order by name'),
      accounts: await all(
        `select id, name, currency, encode(identifier_hash, 'hex') as identifier, identifier_last4, anchor_on::text,
                anchor_balance::text, anchor_source from accounts order by id`,
      ),
      categoryDays: await all(
        'select day::text, category_id, currency, money_in::text, money_out::text, rows from category_day order by 1, 2, 3',
      ),
      accountMonths: await all(
        'select account_id, month::text, movement::text, rows from account_month order by 1, 2',
      ),
    };
  });
}
