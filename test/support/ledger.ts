import { expect } from '@jest/globals';
import type { CategoryView } from '../../src/features/categories/categories.contract.ts';
import type { TransactionView } from '../../src/features/transactions/transactions.contract.ts';
import type { Person } from './app.ts';

/** Ids of the categories that came with the purse, by their keys. */
export async function keysOf(person: Person): Promise<Record<string, string>> {
  const { body } = await person.client.get<{ items: CategoryView[] }>(`${person.purse}/categories`);
  return Object.fromEntries(body.items.map(({ key, id }) => [key ?? '', id]));
}

/** What the API answers to a body that it accepts. */
export async function post<T>(person: Person, path: string, body: unknown): Promise<T> {
  const answer = await person.client.post<T>(`${person.purse}/${path}`, body);
  expect([path, answer.status, answer.body]).toEqual([path, expect.any(Number), expect.anything()]);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A row that a person types, of 1.00 out in March where nothing else is said. */
export const typed = (person: Person, given: object) =>
  post<TransactionView>(person, 'transactions', { date: '2026-03-02', amount: -100, ...given });

/** The row as it is now. */
export const shown = async (person: Person, { id }: { id: string }) =>
  (await person.client.get<TransactionView>(`${person.purse}/transactions/${id}`)).body;
