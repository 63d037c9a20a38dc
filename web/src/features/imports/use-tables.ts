'use client';

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { ImportView } from '@api/imports/imports.contract.ts';
import type {
  AddTableProfile,
  ImportTables,
  TableMapping,
  TableProfileList,
  TableProfileView,
} from '@api/imports/tables.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

/** The tables of a file that is not saved yet. They hold rows of it, so they stay in memory only. */
export function useTables(view: ImportView): UseQueryResult<ImportTables> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'imports', view.id, 'tables', view.version],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/imports/{importId}/tables', {
          params: { path: { purseId, importId: view.id } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { keepOnDevice: false },
  });
}

/** Has the file read again by a mapping. */
export function useMapTable(
  importId: string,
): UseMutationResult<ImportView, Error, { position: number; body: TableMapping }> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ position, body }) =>
      answer(
        api.PUT('/api/v1/purses/{purseId}/imports/{importId}/tables/{position}', {
          params: { path: { purseId, importId, position } },
          body,
        }),
      ),
    onSuccess: (view) => client.setQueryData(['purse', purseId, 'imports', importId], view),
  });
}

/** How columns are remembered. */
export function useProfiles(): UseQueryResult<TableProfileList> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'table-profiles'],
    queryFn: () =>
      answer(api.GET('/api/v1/purses/{purseId}/table-profiles', { params: { path: { purseId } } })),
  });
}

export function useAddProfile(): UseMutationResult<TableProfileView, Error, AddTableProfile> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) =>
      answer(api.POST('/api/v1/purses/{purseId}/table-profiles', { params: { path: { purseId } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['purse', purseId, 'table-profiles'] }),
  });
}

export function useRemoveProfile(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (profileId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/table-profiles/{profileId}', {
          params: { path: { purseId, profileId } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['purse', purseId, 'table-profiles'] }),
  });
}
