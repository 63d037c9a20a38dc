'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AccountCoverage } from '@api/statement-days/statement-days.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';

/** Which days of an account its statements tell. */
export function useCoverage(accountId: string): UseQueryResult<AccountCoverage> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'coverage', accountId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/accounts/{accountId}/coverage', {
          params: { path: { purseId, accountId } },
        }),
      ),
  });
}
