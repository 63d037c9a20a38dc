import { VerificationService } from '../../src/features/auth/verification.service.ts';
import type { User } from '../../src/features/users/user.entity.ts';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.ts';
import { archiveWithoutData, restoresOver } from './archives.ts';
import { commitImport, newAccount, readImport, undoImport } from './imports.ts';
import { lockedPdf } from './pdf/locked-pdf.ts';
import type { Person } from './app.ts';
import type { Client } from './client.ts';
import { unreadPdf } from './unread-pdf.ts';
import { newName, profileOf, secretOf, statementOf } from './things.ts';
import type { Things } from './things.ts';

/** A request that is accepted: what a route needs beside new things for the ids in its path. */
export interface Recipe {
  ids?: Record<string, string>;
  query?: string;
  body?: unknown;
  form?: FormData;
  /** Whose cookies go with it. */
  client?: Client;
  /** Somebody else who calls instead: what is asked would be the end of the caller. */
  instead?: Person;
  after?: () => Promise<unknown>;
}

const PASSWORD = 'lantern-orchard-99-tide';

/** By operation; one that needs nothing else is not here. */
export const RECIPES: Record<string, (things: Things, caller: Person) => Recipe | Promise<Recipe>> = {
  Auth_signUp: () => ({
    body: {
      email: `${newName('somebody').replace(' ', '-')}@example.org`,
      password: PASSWORD,
      name: 'Somebody',
      country: 'NG',
    },
  }),
  Auth_signIn: (_, { email, password }) => ({ body: { email, password } }),
  Auth_refresh: async ({ own }) => ({ client: (await own.person()).client }),
  Reset_reset: async ({ own, administrator }) => {
    const { userId } = await own.person();
    const made = await administrator.client.post<{ link: string }>(
      `/api/v1/admin/people/${userId}/reset-link`,
    );
    return { body: { secret: secretOf(made.body.link), password: PASSWORD } };
  },
  Reset_forgot: () => ({ body: { email: `${newName('nobody').replace(' ', '-')}@example.org` } }),
  Auth_verify: ({ own }, { userId: id, email }) => ({
    body: { secret: secretOf(own.app.get(VerificationService).linkFor({ id, email } as User)) },
  }),
  Joining_look: async (things) => ({ body: { secret: await invitation(things) } }),
  Joining_accept: async (things) => ({ body: { secret: await invitation(things) } }),
  Sessions_changePassword: async ({ own }) => {
    const instead = await own.person();
    return { instead, body: { currentPassword: instead.password, newPassword: PASSWORD } };
  },
  Users_update: () => ({ body: { name: 'Another name' } }),
  Programs_create: () => ({ body: { name: 'Script', scopes: ['read'] } }),
  Admin_suspend: async ({ own }) => ({ ids: { userId: (await own.person()).userId } }),
  Members_changeRole: () => ({ body: { role: 'editor' } }),
  Members_remove: async (things, caller) => {
    if (caller === things.owner) return {};
    const { client, purse } = things.owner;
    const members = await client.get<{ items: { userId: string; role: 'viewer' | 'editor' }[] }>(
      `${purse}/members`,
    );
    const role = members.body.items.find(({ userId }) => userId === caller.userId)?.role ?? 'viewer';
    return { ids: { userId: caller.userId }, after: () => things.join(caller, role) };
  },
  Members_handOver: async (things) => {
    const { own, owner } = things;
    const heir = await own.person();
    await things.join(heir, 'viewer');
    return {
      body: { to: heir.userId },
      after: () => heir.client.post(`${owner.purse}/owner`, { to: owner.userId }),
    };
  },
  Invitations_create: () => ({ body: { role: 'viewer' } }),
  Purses_create: () => ({ body: { name: newName('Purse') } }),
  Purses_update: () => ({ body: { name: 'Household' } }),
  Categories_create: () => ({ body: { name: newName('Category'), kind: 'bill' } }),
  Categories_update: () => ({ body: { name: newName('Category') } }),
  Accounts_create: () => ({ body: { name: newName('Account'), kind: 'cash' } }),
  Accounts_update: () => ({ body: { name: newName('Account') } }),
  Accounts_close: () => ({ body: { on: '2026-03-31' } }),
  Accounts_reopen: async (things) => {
    const accountId = await things.make('accountId');
    const { client, purse } = things.owner;
    await client.post(`${purse}/accounts/${accountId}/close`, { on: '2026-03-31' });
    return { ids: { accountId } };
  },
  Reconciliation_balance: () => ({ query: '?on=2026-03-31' }),
  Reconciliation_reconcile: () => ({ body: { on: '2026-03-31', balance: 1, difference: 'move-anchor' } }),
  Transactions_create: async (things) => ({
    body: {
      accountId: await things.make('accountId'),
      date: '2026-03-02',
      amount: -1,
      categoryId: await things.make('categoryId'),
      note: 'a note',
    },
  }),
  Transactions_preview: async (things) => ({
    body: { accountId: await things.make('accountId'), amount: -1, description: 'POS SHOPRITE' },
  }),
  Transactions_update: async (things) => ({
    body: { accountId: await things.make('accountId'), categoryId: await things.make('categoryId') },
  }),
  Transactions_editMany: async (things) => ({
    body: {
      ids: [await things.make('transactionId')],
      set: {
        note: 'a note',
        categoryId: await things.make('categoryId'),
        addTagIds: [await things.make('tagId')],
        removeTagIds: [await things.make('tagId')],
      },
    },
  }),
  Transactions_removeMany: async (things) => ({ body: { ids: [await things.make('transactionId')] } }),
  Transactions_split: async (things) => {
    const categoryId = await things.make('categoryId');
    return {
      body: {
        splits: [
          { categoryId, amount: -12_000 },
          { categoryId, amount: -345 },
        ],
      },
    };
  },
  Transactions_tag: async (things) => ({ body: { tagIds: [await things.make('tagId')] } }),
  Transfers_link: async (things) => {
    const out = await things.make('transactionId');
    const back = await things.make('transactionId');
    const { client, purse } = things.owner;
    await client.patch(`${purse}/transactions/${back}`, { amount: 12_345 });
    return { body: { out, in: back } };
  },
  Rules_create: async (things) => ({
    body: {
      when: { text: newName('text'), accountId: await things.make('accountId') },
      set: { categoryId: await things.make('categoryId'), tagIds: [await things.make('tagId')] },
    },
  }),
  Rules_replace: async (things) => ({
    body: {
      when: { text: newName('text'), accountId: await things.make('accountId') },
      set: { categoryId: await things.make('categoryId'), tagIds: [await things.make('tagId')] },
    },
  }),
  Sorting_preview: async (things) => ({
    body: {
      when: { text: newName('text'), accountId: await things.make('accountId') },
      set: { categoryId: await things.make('categoryId'), tagIds: [await things.make('tagId')] },
    },
  }),
  Sorting_apply: () => ({ body: {} }),
  Sorting_decline: async (things) => ({
    body: {
      counterpartyId: await things.make('counterpartyId'),
      direction: 'out',
      categoryId: await things.make('categoryId'),
    },
  }),
  Tags_create: () => ({ body: { name: newName('Tag') } }),
  Tags_rename: () => ({ body: { name: newName('Tag') } }),
  Counterparties_rename: () => ({ body: { name: newName('Counterparty') } }),
  Counterparties_merge: async (things) => ({ body: { into: await things.make('counterpartyId') } }),
  Imports_upload: () => {
    const form = new FormData();
    form.set('file', new Blob([`Date,Description,Amount\n01/03/2026,${newName('Shop')},-1.00\n`]), 'a.csv');
    return { form };
  },
  Restore_show: async (things, caller) => ({
    ids: { restoreId: await things.make('restoreId', caller) },
  }),
  Restore_receive: async (_, caller) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(archiveWithoutData())]), 'purse.zip');
    return { form, after: () => restoresOver(caller) };
  },
  Imports_giveMessages: () => ({ body: { text: `Debit Alert! NGN 1,500.00 ${newName('POS')}` } }),
  Imports_decide: async (things) => {
    const importId = await things.make('importId');
    return {
      ids: { importId, statementId: await statementOf(things.owner, importId) },
      body: { accountId: await things.make('accountId') },
    };
  },
  Tables_map: async (things) => ({
    ids: { importId: await things.make('importId'), position: '0' },
    body: {
      headerLine: 1,
      columns: ['date', 'description', 'amount'],
      dateOrder: 'day-first',
      decimalMark: '.',
      direction: 'sign',
    },
  }),
  TableProfiles_add: async (things) => ({
    body: { accountId: await things.make('accountId'), ...profileOf(newName('Column')) },
  }),
  Imports_unlock: async ({ own, owner }) => {
    const bytes = lockedPdf('ubuntu');
    const { id } = await readImport(own, owner, `${newName('locked')}.pdf`, bytes);
    return { ids: { importId: id }, body: { password: 'ubuntu' } };
  },
  AiReading_start: async (things) => ({ ids: { importId: await unread(things) } }),
  AiReading_cancel: async (things) => {
    const importId = await unread(things);
    const { own, purseId } = { own: things.own, purseId: things.owner.purseId };
    // No job of its own: it could be over before it is stopped.
    await own.app.get(Database).withPurseAsOperator(
      purseId,
      (em) =>
        sql`update imports set status = 'reading', ai_reading = '{"before": "failed", "problem": null}'
             where id = ${importId}`.execute(em.getKysely()),
      false,
    );
    return { ids: { importId } };
  },
  Imports_commit: async (things) => ({ ids: { importId: await mapped(things) } }),
  Imports_undo: async (things) => ({ ids: { importId: await committed(things) } }),
  Imports_redo: async (things) => ({ ids: { importId: await undone(things) } }),
  Imports_removeFile: async (things) => ({ ids: { importId: await committed(things) } }),
  Export_ofx: async ({ owner }) => {
    const anchor = { on: '2026-03-01', balance: 0 };
    return { ids: { accountId: await newAccount(owner, { name: newName('Account'), anchor }) } };
  },
  Deletion_requestForPurse: ({ owner: { client, purse, password } }) => ({
    body: { currentPassword: password },
    after: () => client.delete(`${purse}/deletion`),
  }),
  Deletion_requestForPerson: async ({ own }) => {
    const instead = await own.person();
    return { instead, body: { currentPassword: instead.password } };
  },
};

/** An invitation into the purse of somebody who is in none of the others. */
async function invitation({ own }: Things): Promise<string> {
  const { client, purse } = await own.person();
  const made = await client.post<{ link: string }>(`${purse}/invitations`, { role: 'viewer' });
  return secretOf(made.body.link);
}

/** An import whose statement knows its account. */
/** An import that the AI may read, of a purse whose owner allows it. */
async function unread({ own, owner }: Things): Promise<string> {
  await owner.client.request('PUT', `${owner.purse}/ai/consent`);
  return (await readImport(own, owner, `${newName('unread')}.pdf`, unreadPdf())).id;
}

async function mapped(things: Things): Promise<string> {
  const importId = await things.make('importId');
  const { client, purse } = things.owner;
  const statementId = await statementOf(things.owner, importId);
  const accountId = await things.make('accountId');
  await client.patch(`${purse}/imports/${importId}/statements/${statementId}`, { accountId });
  return importId;
}

/** An import whose rows are saved. */
async function undone(things: Things): Promise<string> {
  const importId = await committed(things);
  await undoImport(things.own, things.owner, importId);
  return importId;
}

async function committed(things: Things): Promise<string> {
  const importId = await mapped(things);
  await commitImport(things.own, things.owner, importId);
  return importId;
}
