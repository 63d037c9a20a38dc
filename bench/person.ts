import { Client } from '../test/support/client.ts';
import type { Answer } from '../test/support/client.ts';

export interface Person {
  client: Client;
  userId: string;
  purseId: string;
  /** `/api/v1/purses/<own purse>` */
  purse: string;
}

let people = 0;

/** A new person with a purse of their own, signed in; with one account unless `accounts` is 0. */
export async function newPerson(baseUrl: string, accounts = 1): Promise<Person> {
  people += 1;
  const client = new Client(baseUrl);
  const body = {
    email: `bench-${people}@example.org`,
    password: 'wander-quiet-harbour-42',
    name: 'Adaeze',
    country: 'NG',
  };
  const made = await client.post<{ user: { id: string }; purses: { id: string }[] }>(
    '/api/v1/auth/sign-up',
    body,
  );
  const purseId = expectStatus(made, 201).purses[0]?.id ?? '';
  const purse = `/api/v1/purses/${purseId}`;
  if (accounts > 0) {
    const account = { name: 'Bank', kind: 'current', currency: 'NGN' };
    expectStatus(await client.post(`${purse}/accounts`, account), 201);
  }
  return { client, userId: made.body.user.id, purseId, purse };
}

export function expectStatus<T>(answer: Answer<T>, status: number): T {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
