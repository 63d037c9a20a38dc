'use client';

import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PurseView } from '@api/purses/purses.contract.ts';
import type { UserView } from '@api/users/users.contract.ts';
import { answer, api } from '@/lib/api/client.ts';
import { chosenPurse, forgetChosenPurse, onPurseChosen } from '@/lib/chosen-purse.ts';
import { forgetEverything } from '@/lib/offline/query-client.ts';

export interface Session {
  user: UserView;
  purse: PurseView;
  purses: PurseView[];
}

/** As the API tells it: somebody whose last purse was deleted has none. */
export type Known = Omit<Session, 'purse'> & { purse: PurseView | null };

export function useSessionQuery(): UseQueryResult<Known> {
  const chosen = useSyncExternalStore(onPurseChosen, chosenPurse, () => null);
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const [user, purses] = await Promise.all([
        answer(api.GET('/api/v1/me')),
        answer(api.GET('/api/v1/purses')),
      ]);
      return { user, purses: purses.items };
    },
    select: ({ user, purses }) => ({ user, purses, purse: pick(purses, chosen) }),
  });
}

/** The one chosen on this device as long as it is there, else one's own. */
function pick(purses: PurseView[], chosen: string | null): PurseView | null {
  return (
    purses.find((each) => each.id === chosen) ??
    purses.find((each) => each.role === 'owner') ??
    purses[0] ??
    null
  );
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

/** Whether this person may change things in the open purse; viewers only look. */
export function useMayChange(): boolean {
  return usePurse().role !== 'viewer';
}

/** Forgets what this device remembers and leaves for the sign-in page by a full load. */
export function useLeave(): (to: string) => Promise<void> {
  const client = useQueryClient();
  return async (to) => {
    forgetChosenPurse();
    await forgetEverything(client);
    window.location.assign(to);
  };
}
