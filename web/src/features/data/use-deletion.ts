'use client';

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { DeletionView } from '@api/deletion/deletion.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

/** The open purse, or the person with all that only they have. */
export type Deleted = 'purse' | 'account';

export function useDeletion(what: Deleted): UseQueryResult<DeletionView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'deletion', what],
    queryFn: () =>
      answer(
        what === 'purse'
          ? api.GET('/api/v1/purses/{purseId}/deletion', { params: { path: { purseId } } })
          : api.GET('/api/v1/me/deletion'),
      ),
    meta: { keepOnDevice: false },
  });
}

export function useRequestDeletion(what: Deleted): UseMutationResult<DeletionView, Error, string> {
  const client = useQueryClient();
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (currentPassword) => {
      const body = { currentPassword };
      return answer(
        what === 'purse'
          ? api.POST('/api/v1/purses/{purseId}/deletion', { params: { path: { purseId } }, body })
          : api.POST('/api/v1/me/deletion', { body }),
      );
    },
    // Until when they stay is said of the purse and of the person, everywhere.
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}

export function useCancelDeletion(what: Deleted): UseMutationResult<void, Error, void> {
  const client = useQueryClient();
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: () =>
      done(
        what === 'purse'
          ? api.DELETE('/api/v1/purses/{purseId}/deletion', { params: { path: { purseId } } })
          : api.DELETE('/api/v1/me/deletion'),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}
