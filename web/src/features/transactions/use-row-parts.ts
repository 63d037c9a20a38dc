'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { SetSplits, TransactionView } from '@api/transactions/transactions.contract.ts';
import type { LinkTransfer, TransferSuggestions, TransferView } from '@api/transfers/transfers.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export type Split = z.infer<typeof SetSplits>['splits'][number];

export function useSetSplits(transactionId: string): UseMutationResult<TransactionView, Error, Split[]> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (splits) =>
      answer(
        api.PUT('/api/v1/purses/{purseId}/transactions/{transactionId}/splits', {
          params: { path: { purseId, transactionId } },
          body: { splits },
        }),
      ),
  });
}

export function useSetTags(transactionId: string): UseMutationResult<TransactionView, Error, string[]> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (tagIds) =>
      answer(
        api.PUT('/api/v1/purses/{purseId}/transactions/{transactionId}/tags', {
          params: { path: { purseId, transactionId } },
          body: { tagIds },
        }),
      ),
  });
}

export function useTransfer(transferId: string): UseQueryResult<TransferView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'transfers', transferId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/transfers/{transferId}', {
          params: { path: { purseId, transferId } },
        }),
      ),
    meta: { keepOnDevice: false },
  });
}

/** Pairs near one day; the API looks three days to each side of a row. */
export function useTransferSuggestions(date: string): UseQueryResult<TransferSuggestions['items']> {
  const { id: purseId } = usePurse();
  const near = (days: number): string =>
    new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return useQuery({
    queryKey: ['purse', purseId, 'transfers', 'near', date],
    queryFn: async () =>
      (
        await answer(
          api.GET('/api/v1/purses/{purseId}/transfers/suggestions', {
            params: { path: { purseId }, query: { from: near(-3), to: near(3) } },
          }),
        )
      ).items,
    meta: { keepOnDevice: false },
  });
}

export function useLinkTransfer(): UseMutationResult<TransferView, Error, LinkTransfer> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (body) =>
      answer(api.POST('/api/v1/purses/{purseId}/transfers', { params: { path: { purseId } }, body })),
  });
}

export function useUnlinkTransfer(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (transferId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/transfers/{transferId}', {
          params: { path: { purseId, transferId } },
        }),
      ),
  });
}
