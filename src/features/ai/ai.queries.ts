import { sql } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';

/** The consent of whoever owns the purse now: that of an owner before ended with their ownership. */
export async function consentOf(purse: PurseContext): Promise<{ givenAt: Date; givenBy: string } | null> {
  const { rows } = await sql<{ givenAt: string; givenBy: string }>`
    select c.given_at as "givenAt", u.name as "givenBy"
      from ai_consents c
      join memberships m on m.purse_id = c.purse_id and m.user_id = c.given_by and m.role = 'owner'
      join users u on u.id = c.given_by
     where c.purse_id = ${purse.purseId}`.execute(purse.em.getKysely());
  const [consent] = rows;
  return consent === undefined ? null : { ...consent, givenAt: new Date(consent.givenAt) };
}

/** What the purse asked the AI since an instant. */
export async function usedSince(
  purse: PurseContext,
  since: Date,
): Promise<{ questions: number; microDollars: number }> {
  const { rows } = await sql<{ questions: number; microDollars: string }>`
    select count(*)::int as questions, coalesce(sum(micro_dollars), 0) as "microDollars"
      from ai_usage where purse_id = ${purse.purseId} and at >= ${since}`.execute(purse.em.getKysely());
  return { questions: rows[0]?.questions ?? 0, microDollars: Number(rows[0]?.microDollars ?? 0) };
}

/** Keeps the consent of the person of the transaction, in place of an earlier owner's. */
export async function keepConsent(purse: PurseContext, givenAt: Date): Promise<void> {
  await sql`
    insert into ai_consents (purse_id, given_by, given_at) values (${purse.purseId}, ${purse.userId}, ${givenAt})
    on conflict (purse_id) do update set given_by = excluded.given_by, given_at = excluded.given_at`.execute(
    purse.em.getKysely(),
  );
}
