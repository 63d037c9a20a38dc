'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import type {
  CategoryKind,
  CategoryView,
  CreateCategory,
  UpdateCategory,
} from '@api/categories/categories.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export const categoryKinds = [
  'spending',
  'bill',
  'income',
  'support',
  'dues',
  'debt',
  'fee',
  'transfer',
] as const satisfies readonly CategoryKind[];

export function useCategories(): UseQueryResult<CategoryView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'categories'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/categories', { params: { path: { purseId } } }))).items,
    staleTime: 5 * 60_000,
  });
}

/** The name of a category by its id, as rows show it. */
export function useCategoryName(): (categoryId: string | null) => string {
  const t = useTranslations('common');
  const { data } = useCategories();
  return (categoryId) =>
    categoryId === null ? t('uncategorised') : (data?.find((each) => each.id === categoryId)?.name ?? '…');
}

export function useCreateCategory(): UseMutationResult<
  CategoryView,
  Error,
  { body: z.input<typeof CreateCategory>; key: string }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ body, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/categories', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body,
        }),
      ),
  });
}

export function useUpdateCategory(): UseMutationResult<
  CategoryView,
  Error,
  { categoryId: string; body: UpdateCategory }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ categoryId, body }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/categories/{categoryId}', {
          params: { path: { purseId, categoryId } },
          body,
        }),
      ),
  });
}

export function useDeleteCategory(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (categoryId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/categories/{categoryId}', {
          params: { path: { purseId, categoryId } },
        }),
      ),
  });
}
