import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister';
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { del, get, set } from 'idb-keyval';
import { Unreachable } from '@/lib/api/problem.ts';
import { STORED_UNDER } from './stored-answers.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Raised whenever the shape of cached answers changes, so that an older device starts afresh. */
export const CACHE_VERSION = '4';
export const CACHE_MAX_AGE = 14 * DAY;

/** Answers stay on the device (IndexedDB), so that the shell opens with figures when there is no network. */
export const persister = createAsyncStoragePersister({
  storage: {
    getItem: (key: string) => get<string>(key).then((value) => value ?? null),
    setItem: (key: string, value: string) => set(key, value),
    removeItem: (key: string) => del(key),
  },
  key: STORED_UNDER,
  throttleTime: 1000,
});

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        gcTime: CACHE_MAX_AGE,
        retry: (failures, error) => error instanceof Unreachable && failures < 2,
        refetchOnWindowFocus: true,
        // Always asked, whatever the browser thinks of the network: an Ikpa on this very computer answers without.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      // Every write may move a balance, the score and a list at once: cheaper to ask again than to guess.
      onSuccess: () => void client.invalidateQueries({ queryKey: ['purse'] }),
    }),
  });
  return client;
}

/** Nothing of one person may be left for the next one on the same device. */
export async function forgetEverything(client: QueryClient): Promise<void> {
  client.clear();
  await persister.removeClient();
}
