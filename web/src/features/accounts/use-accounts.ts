'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { AccountView, CreateAccount, UpdateAccount } from '@api/accounts/accounts.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export function useAccounts(): UseQueryResult<AccountView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'accounts'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/accounts', { params: { path: { purseId } } }))).items,
  });
}

/** `key` makes pressing twice, or again after a lost answer, save once. */
export function useCreateAccount(): UseMutationResult<
  AccountView,
  Error,
  { body: CreateAccount; key: string }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ body, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/accounts', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body,
        }),
      ),
  });
}

export function useUpdateAccount(): UseMutationResult<
  AccountView,
  Error,
  { accountId: string; body: UpdateAccount }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ accountId, body }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/accounts/{accountId}', {
          params: { path: { purseId, accountId } },
          body,
        }),
      ),
  });
}

export function useDeleteAccount(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (accountId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/accounts/{accountId}', {
          params: { path: { purseId, accountId } },
        }),
      ),
  });
}
