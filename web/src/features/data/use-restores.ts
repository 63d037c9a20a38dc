'use client';

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { RestoreList, RestoreView } from '@api/restore/restore.contract.ts';
import { answer, api } from '@/lib/api/client.ts';

const restores = ['restores'];

export function isMoving({ status }: RestoreView): boolean {
  return status === 'waiting' || status === 'working';
}

/** The archives that this person gave, the latest first; asked again while one is being taken in. */
export function useRestores(): UseQueryResult<RestoreList> {
  return useQuery({
    queryKey: restores,
    queryFn: () => answer(api.GET('/api/v1/restores')),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) === true ? 1000 : false),
    meta: { keepOnDevice: false },
  });
}

/** `key` makes sending twice, or again after a lost answer, make one purse. */
export function useRestore(): UseMutationResult<RestoreView, Error, { file: File; key: string }> {
  const client = useQueryClient();
  return useMutation({
    onSuccess: () => client.invalidateQueries({ queryKey: restores }),
    mutationFn: ({ file, key }) =>
      answer(
        api.POST('/api/v1/restores', {
          headers: { 'Idempotency-Key': key },
          body: { file: file.name },
          // The document knows a file only as a string; what is sent is the file itself.
          bodySerializer: () => {
            const form = new FormData();
            form.append('file', file, file.name);
            return form;
          },
        }),
      ),
  });
}
