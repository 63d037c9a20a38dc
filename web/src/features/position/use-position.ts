'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CashFlowView, PositionView } from '@api/position/position.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';

export type FlowsBy = 'period' | 'month';

export function usePosition(): UseQueryResult<PositionView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'position'],
    queryFn: () => answer(api.GET('/api/v1/purses/{purseId}/position', { params: { path: { purseId } } })),
  });
}

export function useCashFlow(by: FlowsBy): UseQueryResult<CashFlowView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'cash-flow', by],
    queryFn: () =>
      answer(api.GET('/api/v1/purses/{purseId}/cash-flow', { params: { path: { purseId }, query: { by } } })),
  });
}
