'use client';

import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { AuditPage } from '@api/audit/audit.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';

/** Newest first: of the whole purse, or of one thing in it. */
export function useHistory(
  subjectId?: string,
): UseInfiniteQueryResult<InfiniteData<AuditPage, string | null>> {
  const { id: purseId } = usePurse();
  return useInfiniteQuery({
    queryKey: ['purse', purseId, 'history', subjectId ?? 'all'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/purses/{purseId}/audit', {
          params: {
            path: { purseId },
            query: {
              limit: subjectId === undefined ? 20 : 10,
              ...(subjectId === undefined ? {} : { subjectId }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    meta: { keepOnDevice: false },
  });
}
