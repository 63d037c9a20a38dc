'use client';

import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client.ts';

/** Whether this installation sends mail; false while that is not known. */
export function useSendsMail(): boolean {
  const { data } = useQuery({
    queryKey: ['options'],
    queryFn: () => answer(api.GET('/api/v1/auth/options')),
    staleTime: Infinity,
  });
  return data?.mail ?? false;
}
