'use client';

import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type {
  AccountList,
  AccountView,
  CreateAccount,
  CurrencyTotal,
  UpdateAccount,
} from '@api/accounts/accounts.contract.ts';
import type {
  BalanceOn,
  ReconcileAccount,
  ReconciliationView,
} from '@api/reconciliation/reconciliation.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

function useAccountList<T>(select: (list: AccountList) => T): UseQueryResult<T> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'accounts'],
    queryFn: () => answer(api.GET('/api/v1/purses/{purseId}/accounts', { params: { path: { purseId } } })),
    select,
  });
}

const itemsOf = (list: AccountList): AccountView[] => list.items;
const totalsOf = (list: AccountList): CurrencyTotal[] => list.totals;

export function useAccounts(): UseQueryResult<AccountView[]> {
  return useAccountList(itemsOf);
}

/** One total per currency: they are never added. */
export function useAccountTotals(): UseQueryResult<CurrencyTotal[]> {
  return useAccountList(totalsOf);
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

export function useCloseAccount(): UseMutationResult<AccountView, Error, { accountId: string; on: string }> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ accountId, on }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/accounts/{accountId}/close', {
          params: { path: { purseId, accountId } },
          body: { on },
        }),
      ),
  });
}

export function useReopenAccount(): UseMutationResult<AccountView, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (accountId) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/accounts/{accountId}/reopen', {
          params: { path: { purseId, accountId } },
        }),
      ),
  });
}

/** What the records say for the end of one day. */
export function useBalanceOn(accountId: string, on: string): UseQueryResult<BalanceOn> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'accounts', accountId, 'balance', on],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/accounts/{accountId}/balance', {
          params: { path: { purseId, accountId }, query: { on } },
        }),
      ),
    enabled: on !== '',
    meta: { keepOnDevice: false },
  });
}

export function useReconcile(
  accountId: string,
): UseMutationResult<ReconciliationView, Error, ReconcileAccount> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (body) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/accounts/{accountId}/reconcile', {
          params: { path: { purseId, accountId } },
          body,
        }),
      ),
  });
}
