'use client';

import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { PurseView } from '@api/purses/purses.contract.ts';
import type { UserView } from '@api/users/users.contract.ts';
import { answer, api } from '@/lib/api/client.ts';
import { forgetEverything } from '@/lib/offline/query-client.ts';

export interface Session {
  user: UserView;
  purse: PurseView;
}

export function useSessionQuery(): UseQueryResult<Session> {
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const [user, purses] = await Promise.all([
        answer(api.GET('/api/v1/me')),
        answer(api.GET('/api/v1/purses')),
      ]);
      const purse = purses.items.find((each) => each.kind === 'personal') ?? purses.items[0];
      if (purse === undefined) throw new Error('This account has no purse.');
      return { user, purse };
    },
  });
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in and which purse is open; only below the shell, which waits for both. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside the signed-in area');
  return session;
}

export function usePurse(): PurseView {
  return useSession().purse;
}

/** Forgets what this device remembers and leaves for the sign-in page by a full load. */
export function useLeave(): (to: string) => Promise<void> {
  const client = useQueryClient();
  return async (to) => {
    await forgetEverything(client);
    window.location.assign(to);
  };
}
