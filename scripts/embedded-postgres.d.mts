import type { Launched } from './processes.mjs';

export const SUPERUSER: string;
export function databaseUrl(to: { port: number; user: string; password: string; database: string }): string;
export function startServer(given: {
  root: string;
  folder: string;
  port: number;
  password: string;
  log: string;
  settings?: Record<string, string>;
}): Promise<Launched>;
export function stopServer(server: { pid: number; identity: string | null }): Promise<boolean>;
