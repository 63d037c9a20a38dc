export interface Known {
  pid: number;
  identity: string | null;
}
export interface Launched extends Known {
  name: string;
  log: string;
  /** A text such as `exit code 1` or `signal SIGKILL`, once it ended. */
  ended: Promise<string>;
}
export function isStill(known: Known): boolean;
export function identityOf(pid: number): string | null;
export function end(
  known: Known,
  how: { signal: NodeJS.Signals; patience: number; last?: NodeJS.Signals; group?: boolean },
): Promise<boolean>;
export function launch(what: {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  log: string;
}): Launched;
export function collect(
  command: string,
  args: string[],
  where: { cwd: string; env?: Record<string, string | undefined> },
): Promise<{ code: number; output: string }>;
export function lastLines(path: string, count?: number): string;
export function firstFreePort(first: number, taken?: number[]): Promise<number>;
