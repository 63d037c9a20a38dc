'use client';

import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CounterpartyPage, CounterpartyView } from '@api/counterparties/counterparties.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';

/** By name; with `q` those whose name holds it. */
export function useCounterparties(
  q: string,
): UseInfiniteQueryResult<InfiniteData<CounterpartyPage, string | null>> {
  const { id: purseId } = usePurse();
  return useInfiniteQuery({
    queryKey: ['purse', purseId, 'counterparties', q],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/purses/{purseId}/counterparties', {
          params: {
            path: { purseId },
            query: {
              limit: 50,
              ...(q === '' ? {} : { q }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    meta: { keepOnDevice: q === '' },
  });
}

/** One of them, to say its name. */
export function useCounterparty(id: string | null): UseQueryResult<CounterpartyView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'counterparties', 'one', id],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/counterparties/{counterpartyId}', {
          params: { path: { purseId, counterpartyId: id ?? '' } },
        }),
      ),
    enabled: id !== null,
  });
}

export function useRenameCounterparty(): UseMutationResult<
  CounterpartyView,
  Error,
  { counterpartyId: string; name: string }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ counterpartyId, name }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/counterparties/{counterpartyId}', {
          params: { path: { purseId, counterpartyId } },
          body: { name },
        }),
      ),
  });
}

/** Some of them were joined before one could not be. */
export class NotAllMerged extends Error {
  readonly merged: readonly string[];

  constructor(merged: readonly string[], options: { cause: unknown }) {
    super('Not all were joined.', options);
    this.name = 'NotAllMerged';
    this.merged = merged;
  }
}

/** One after the other into the one that stays. Throws NotAllMerged, with the reason as its cause. */
export function useMergeCounterparties(): UseMutationResult<void, Error, { ids: string[]; into: string }> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: async ({ ids, into }) => {
      const merged: string[] = [];
      for (const counterpartyId of ids) {
        try {
          await answer(
            api.POST('/api/v1/purses/{purseId}/counterparties/{counterpartyId}/merge', {
              params: { path: { purseId, counterpartyId } },
              body: { into },
            }),
          );
        } catch (error) {
          throw new NotAllMerged(merged, { cause: error });
        }
        merged.push(counterpartyId);
      }
    },
  });
}
