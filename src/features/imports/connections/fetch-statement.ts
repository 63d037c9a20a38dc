import { FETCHED } from '../formats/fetched.ts';
import type { FetchedStatement } from '../formats/fetched.ts';
import type { UploadedFile } from '../../../platform/http/receive-file.ts';
import { ConnectionError } from './provider.ts';
import type { ConnectedAccount, ConnectionProvider, Consent } from './provider.ts';

/** More pages than any account has: a provider that never ends is one that goes wrong. */
const MOST_PAGES = 1000;

/** What was fetched, as a file for `ImportsService.upload`, and where to go on from once that file was kept. */
export interface Fetched {
  /** null where nothing happened since the cursor. */
  file: UploadedFile | null;
  cursor: string | null;
}

/**
 * Fetches all that happened on an account since the cursor. The caller keeps the new cursor in the transaction that keeps
 * the file; what is fetched twice all the same is known by the bank's ids. Throws ConnectionError.
 */
export async function fetchStatement(
  provider: ConnectionProvider,
  consent: Consent,
  from: { account: ConnectedAccount; cursor: string | null },
): Promise<Fetched> {
  const { account } = from;
  const statement: FetchedStatement = {
    provider: provider.name,
    account: { number: account.number ?? account.id, name: account.name, currency: account.currency },
    opening: null,
    closing: null,
    transactions: [],
  };
  const seen = new Set<string | null>([from.cursor]);
  let cursor = from.cursor;
  for (let pages = 0, more = true; more; pages += 1) {
    if (pages === MOST_PAGES)
      throw new ConnectionError('bad-answer', `${provider.name} gives pages without end.`);
    const page = await provider.transactions(consent, { accountId: account.id, cursor });
    statement.opening ??= page.opening;
    statement.closing = page.closing ?? statement.closing;
    statement.transactions.push(...page.transactions);
    ({ cursor, more } = page);
    if (more && seen.has(cursor))
      throw new ConnectionError('bad-answer', `${provider.name} gives the same page again.`);
    seen.add(cursor);
  }
  if (statement.transactions.length === 0) return { file: null, cursor };
  const bytes = Buffer.from(FETCHED + JSON.stringify(statement));
  return {
    file: { name: `${provider.name} ${account.name ?? account.number ?? account.id}`, bytes },
    cursor,
  };
}
