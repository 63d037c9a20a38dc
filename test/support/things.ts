import { AccessTokens } from '../../src/platform/auth/access-token.ts';
import { archiveWithoutData, restore } from './archives.ts';
import { newAccount, readImport } from './imports.ts';
import type { Person, TestApp } from './app.ts';
import { asOwner } from './owner.ts';

/** Makes things of one person's purse, each new, by the name of the path parameter that takes their ids. */
export interface Things {
  own: TestApp;
  owner: Person;
  administrator: Person;
  /** A new one; what belongs to a person and not to a purse becomes the caller's. */
  make(name: string, caller?: Person): Promise<string>;
  /** Takes a person into the purse. */
  join(person: Person, role: 'viewer' | 'editor'): Promise<void>;
}

let made = 0;

/** A name that nothing had before. */
export const newName = (of: string) => `${of} ${(made += 1)}`;

export function thingsOf(own: TestApp, owner: Person, administrator: Person): Things {
  const { client, purse } = owner;
  const post = async (path: string, body: unknown, by = client) => {
    const answer = await by.post<Record<string, unknown>>(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const row = async (given: object = {}) =>
    idOf(
      await post(`${purse}/transactions`, {
        accountId: await newAccount(owner, { name: newName('Account') }),
        date: '2026-03-01',
        amount: -12_345,
        ...given,
      }),
    );
  const join = async (person: Person, role: string) => {
    const { link } = await post(`${purse}/invitations`, { role });
    await post('/api/v1/invitations/accept', { secret: secretOf(link) }, person.client);
  };
  const makeImport = async () => {
    const text = `Date,Description,Amount\n01/03/2026,${newName('Secret shop')},-120.00\n`;
    return (await readImport(own, owner, 'statement.csv', text)).id;
  };
  const makers: Record<string, (caller: Person) => Promise<string>> = {
    purseId: () => Promise.resolve(owner.purseId),
    accountId: () => newAccount(owner, { name: newName('Account') }),
    categoryId: async () =>
      idOf(await post(`${purse}/categories`, { name: newName('Category'), kind: 'spending' })),
    tagId: async () => idOf(await post(`${purse}/tags`, { name: newName('Tag') })),
    ruleId: async () =>
      idOf(
        await post(`${purse}/rules`, {
          when: { text: newName('text') },
          set: { counterparty: newName('Counterparty') },
        }),
      ),
    transactionId: () => row(),
    transferId: async () =>
      idOf(
        await post(`${purse}/transfers`, {
          out: await row({ amount: -500 }),
          in: await row({ amount: 500 }),
        }),
      ),
    counterpartyId: async () => {
      const name = newName('Counterparty');
      await row({ counterparty: name });
      const found = await client.get<{ items: { id: string }[] }>(
        `${purse}/counterparties?q=${encodeURIComponent(name)}`,
      );
      return idOf(found.body.items[0]);
    },
    importId: makeImport,
    statementId: async () => statementOf(owner, await makeImport()),
    position: () => Promise.resolve('0'),
    profileId: async () => idOf(await post(`${purse}/table-profiles`, profileOf(newName('Column')))),
    invitationId: async () =>
      idOf((await post(`${purse}/invitations`, { role: 'viewer' }))['invitation'] as { id: string }),
    tokenId: async (caller) =>
      idOf(
        (await post('/api/v1/me/tokens', { name: 'Script', scopes: ['read'] }, caller.client))['token'] as {
          id: string;
        },
      ),
    sessionId: async ({ client: callers, email, password }) => {
      const sessions = async () =>
        (await callers.get<{ items: { id: string }[] }>('/api/v1/me/sessions')).body.items.map(idOf);
      const before = await sessions();
      await post('/api/v1/auth/sign-in', { email, password }, own.client());
      return (await sessions()).find((id) => !before.includes(id)) ?? '';
    },
    // One that was refused: it makes no purse.
    restoreId: async (caller) => (await restore(caller, archiveWithoutData())).id,
    // A member of the purse whom its owner may change and remove.
    userId: async () => {
      const member = await own.person();
      await join(member, 'viewer');
      return member.userId;
    },
    queue: () => Promise.resolve('import.read'),
    jobId: () =>
      asOwner(own.database, async (database) => {
        const { rows } = await database.query<{ id: string }>(
          `insert into pgboss.job (name, data, state, completed_on, retry_count)
           values ('import.read', '{}', 'failed', now(), 3) returning id`,
        );
        return idOf(rows[0]);
      }),
  };
  return {
    own,
    owner,
    administrator,
    join,
    make: (name, caller = owner) => {
      const maker = makers[name];
      if (maker === undefined) throw new Error(`test/support/things.ts makes nothing for {${name}}`);
      return maker(caller);
    },
  };
}

/** A table profile for tables with a column of this name. */
export const profileOf = (name: string) => ({
  name,
  header: ['Date', name, 'Amount'],
  mapping: {
    headerLine: 1,
    columns: ['date', 'description', 'amount'],
    dateOrder: 'day-first',
    decimalMark: '.',
    direction: 'sign',
  },
});

/** The first statement of an import. */
export async function statementOf({ client, purse }: Person, importId: string): Promise<string> {
  const { body } = await client.get<{ statements: unknown[] }>(`${purse}/imports/${importId}`);
  return idOf(body.statements[0]);
}

const idOf = (thing: unknown): string => {
  const id = (thing as { id?: unknown } | undefined)?.id;
  if (typeof id !== 'string') throw new Error(`no id: ${JSON.stringify(thing)}`);
  return id;
};

/** The token of a person's session, as if it had been made so many milliseconds from now. */
export async function bearerOf({ app, clock }: TestApp, { client }: Person, from: number): Promise<string> {
  const tokens = app.get(AccessTokens);
  const claims = await tokens.verify(client.cookie('ikpa_access') ?? '', clock.now());
  if (claims === null) throw new Error('not signed in');
  return tokens.sign(claims, new Date(clock.now().getTime() + from));
}

/** The secret behind # of a link that was made. */
export const secretOf = (link: unknown): string => String(link).split('#')[1] ?? '';
