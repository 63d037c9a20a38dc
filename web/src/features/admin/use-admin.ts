'use client';

import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { JobsView, PeoplePage, ResetLink, SystemView } from '@api/admin/admin.contract.ts';
import { answer, api, done } from '@/lib/api/client.ts';

// Other people's addresses do not belong on an administrator's device.
const meta = { keepOnDevice: false };

export function usePeople(): UseInfiniteQueryResult<InfiniteData<PeoplePage, string | null>> {
  return useInfiniteQuery({
    queryKey: ['admin', 'people'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/admin/people', {
          params: { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    meta,
  });
}

export function useSuspend(): UseMutationResult<void, Error, { userId: string; suspended: boolean }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, suspended }) => {
      const params = { path: { userId } };
      return done(
        suspended
          ? api.POST('/api/v1/admin/people/{userId}/suspend', { params })
          : api.POST('/api/v1/admin/people/{userId}/restore', { params }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin', 'people'] }),
  });
}

export function useResetLink(): UseMutationResult<ResetLink, Error, string> {
  return useMutation({
    mutationFn: (userId) =>
      answer(api.POST('/api/v1/admin/people/{userId}/reset-link', { params: { path: { userId } } })),
  });
}

export function useJobs(): UseQueryResult<JobsView> {
  return useQuery({
    queryKey: ['admin', 'jobs'],
    queryFn: () => answer(api.GET('/api/v1/admin/jobs')),
    meta,
  });
}

export function useRetryJob(): UseMutationResult<void, Error, { queue: string; jobId: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (path) => done(api.POST('/api/v1/admin/jobs/{queue}/{jobId}/retry', { params: { path } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin', 'jobs'] }),
  });
}

export function useSystem(): UseQueryResult<SystemView> {
  return useQuery({
    queryKey: ['admin', 'system'],
    queryFn: () => answer(api.GET('/api/v1/admin/system')),
    meta,
  });
}
