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
import type {
  CreateTransaction,
  PreviewTransaction as PreviewTransactionSchema,
  TransactionPage,
  TransactionPreview,
  TransactionView,
  UpdateTransaction,
} from '@api/transactions/transactions.contract.ts';
import type { z } from 'zod';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';
import type { Filters } from './filters.ts';

export type PreviewTransaction = z.input<typeof PreviewTransactionSchema>;

/** Pages by cursor; only the first of the unfiltered list is worth keeping on the device. */
export function useTransactions(
  filters: Filters,
  limit = 50,
): UseInfiniteQueryResult<InfiniteData<TransactionPage, string | null>> {
  const { id: purseId } = usePurse();
  return useInfiniteQuery({
    queryKey: ['purse', purseId, 'transactions', filters, limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/purses/{purseId}/transactions', {
          params: {
            path: { purseId },
            query: { ...filters, limit, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    meta: { keepOnDevice: Object.keys(filters).length === 0 },
  });
}

/** The row as it is now: what a list shows may come from the device and be older than the last change. */
export function useTransaction(row: TransactionView): TransactionView {
  const { id: purseId } = usePurse();
  const { data } = useQuery({
    queryKey: ['purse', purseId, 'transactions', 'one', row.id],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/transactions/{transactionId}', {
          params: { path: { purseId, transactionId: row.id } },
        }),
      ),
    staleTime: 0,
    meta: { keepOnDevice: false },
  });
  return data !== undefined && data.version >= row.version ? data : row;
}

/** The category that a row would get while it is being typed; null while it says too little. */
export function useTransactionPreview(body: PreviewTransaction | null): UseQueryResult<TransactionPreview> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'transaction-preview', body],
    queryFn: () =>
      answer(
        api.POST('/api/v1/purses/{purseId}/transactions/preview', {
          params: { path: { purseId } },
          body: body ?? { accountId: '', amount: 0 },
        }),
      ),
    enabled: body !== null,
    retry: false,
    meta: { keepOnDevice: false },
  });
}

export function useCreateTransaction(): UseMutationResult<
  TransactionView,
  Error,
  { body: CreateTransaction; key: string }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ body, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/transactions', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body,
        }),
      ),
  });
}

export function useUpdateTransaction(): UseMutationResult<
  TransactionView,
  Error,
  { transactionId: string; body: UpdateTransaction }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ transactionId, body }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/transactions/{transactionId}', {
          params: { path: { purseId, transactionId } },
          body,
        }),
      ),
  });
}

export function useDeleteTransaction(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (transactionId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/transactions/{transactionId}', {
          params: { path: { purseId, transactionId } },
        }),
      ),
  });
}
