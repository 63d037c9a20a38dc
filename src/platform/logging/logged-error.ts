import { sqlState } from '../database/outage.ts';

/** An error as pino makes it ready for the log; `raw` is what was thrown. */
export interface ReadyError {
  type: string;
  message: string;
  stack: string;
  raw: unknown;
  [property: string]: unknown;
}

const KEPT = ['severity', 'table', 'column', 'constraint', 'routine'];

/**
 * What the log keeps of an error. Messages of the database quote rows and values, which are what people typed: of
 * such an error the code, the names and the place remain.
 */
export function loggedError(ready: ReadyError): Record<string, unknown> {
  const code = sqlState(ready.raw);
  if (code === null) return ready;
  const names = KEPT.filter((name) => ready[name] !== undefined).map((name) => [name, ready[name]]);
  return {
    type: ready.type,
    // Class 42: the statement itself is wrong, so the message names tables and columns, no values.
    message: code.startsWith('42') ? ready.message.split('\n')[0] : 'refused by the database',
    code,
    ...Object.fromEntries(names),
    stack: ready.stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}
