import type { Client } from 'pg';

export function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T>;
export function urlOf(url: string, database: string): string;
export function prepareDatabase(given: {
  adminUrl: string;
  database: string;
  owner: { name: string; password: string };
  app: { name: string; password: string };
}): Promise<void>;
