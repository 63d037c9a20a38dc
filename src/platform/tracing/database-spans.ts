import type { Pool } from 'pg';
import { correlation } from '../logging/correlation.ts';
import { startSpan } from './spans.ts';

interface Queries {
  query(...args: unknown[]): unknown;
}

/**
 * A span for each statement inside a request or a job: what kind it is and of which table. The statement itself is left
 * out, since values may stand in it.
 */
export function traceStatements(pool: Pool): void {
  pool.on('connect', (client) => {
    const queries = client as unknown as Queries;
    const query = queries.query.bind(client);
    queries.query = (...args) => {
      const parent = correlation.getStore()?.span ?? null;
      const span =
        parent === null ? null : startSpan(() => ({ ...statement(args[0]), kind: 'client', parent }));
      const result = query(...args);
      if (span === null) return result;
      if (result instanceof Promise)
        result.then(
          () => span.end(),
          (error: unknown) => span.end(error),
        );
      else span.end();
      return result;
    };
  });
}

function statement(query: unknown): { name: string; attributes: Record<string, string> } {
  const given = typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? '');
  const text = given.slice(0, 2000);
  const operation = (/^\s*(\w+)/.exec(text)?.[1] ?? 'query').toUpperCase();
  const table = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_]+)"?/i.exec(text)?.[1];
  const isOne = /^(SELECT|INSERT|UPDATE|DELETE|WITH)$/.test(operation);
  return {
    name: isOne && table !== undefined ? `${operation} ${table}` : operation,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      ...(isOne && table !== undefined ? { 'db.collection.name': table } : {}),
    },
  };
}
