'use client';

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { AiView } from '@api/ai/ai.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';

/** Whether this purse may be shown to an AI, to which, and what that cost. */
export function useAi(): UseQueryResult<AiView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'ai'],
    queryFn: () => answer(api.GET('/api/v1/purses/{purseId}/ai', { params: { path: { purseId } } })),
  });
}

/** Agrees, or takes it back; what imports offer is asked anew. */
export function useConsent(): UseMutationResult<AiView, Error, boolean> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agreed) => {
      const params = { path: { purseId } };
      return answer(
        agreed
          ? api.PUT('/api/v1/purses/{purseId}/ai/consent', { params })
          : api.DELETE('/api/v1/purses/{purseId}/ai/consent', { params }),
      );
    },
    onSuccess: (view) => {
      client.setQueryData(['purse', purseId, 'ai'], view);
      void client.invalidateQueries({ queryKey: ['purse', purseId, 'imports'] });
      return client.invalidateQueries({ queryKey: ['purse', purseId, 'history'] });
    },
  });
}
