'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { TagView } from '@api/tags/tags.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export function useTags(): UseQueryResult<TagView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'tags'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/tags', { params: { path: { purseId } } }))).items,
  });
}

export function useCreateTag(): UseMutationResult<TagView, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (name) =>
      answer(api.POST('/api/v1/purses/{purseId}/tags', { params: { path: { purseId } }, body: { name } })),
  });
}

export function useRenameTag(): UseMutationResult<TagView, Error, { tagId: string; name: string }> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ tagId, name }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/tags/{tagId}', {
          params: { path: { purseId, tagId } },
          body: { name },
        }),
      ),
  });
}

export function useDeleteTag(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (tagId) =>
      done(api.DELETE('/api/v1/purses/{purseId}/tags/{tagId}', { params: { path: { purseId, tagId } } })),
  });
}
