import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '../tracing/spans.ts';

/** What the work in hand belongs to: a request, or a job and the request that queued it. */
export interface Correlation {
  requestId: string | null;
  jobId: string | null;
  queue: string | null;
  span: Span | null;
}

export const correlation = new AsyncLocalStorage<Correlation>();

/** What log lines carry beside the request's id, which stands in them by itself. */
export function loggedCorrelation(): Record<string, string> {
  const { requestId, jobId, queue, span } = correlation.getStore() ?? {};
  return {
    ...(span == null ? {} : { traceId: span.traceId }),
    ...(jobId == null ? {} : { jobId, ...(queue == null ? {} : { queue }) }),
    ...(jobId == null || requestId == null ? {} : { requestId }),
  };
}
