'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type {
  BulkEdit,
  BulkEdited,
  BulkRemoved,
  ChosenTransactions,
} from '@api/transactions/transactions.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';
import { ApiProblem } from '@/lib/api/problem.ts';
import type { Filters } from './filters.ts';

/** What the filters match in all, also what no page has brought yet. */
export function useMatching(filters: Filters, enabled: boolean): UseQueryResult<ChosenTransactions> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'transactions', 'ids', filters],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/transactions/ids', {
          params: { path: { purseId }, query: filters },
        }),
      ),
    enabled,
    meta: { keepOnDevice: false },
  });
}

export function useBulkEdit(): UseMutationResult<BulkEdited, Error, BulkEdit> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (body) =>
      answer(api.POST('/api/v1/purses/{purseId}/transactions/bulk', { params: { path: { purseId } }, body })),
  });
}

export function useBulkRemove(): UseMutationResult<BulkRemoved, Error, string[]> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (ids) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/transactions/bulk/remove', {
          params: { path: { purseId } },
          body: { ids },
        }),
      ),
  });
}

/** Those of the ids that a refusal points to: left out, the others can go on. */
export function refusedIds(error: unknown, ids: readonly string[]): string[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.errors.flatMap(({ pointer }) => {
    const place = /^\/ids\/(\d+)$/.exec(pointer)?.[1];
    const id = place === undefined ? undefined : ids[Number(place)];
    return id === undefined ? [] : [id];
  });
}
