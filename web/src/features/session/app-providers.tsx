'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { NextIntlClientProvider } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { ToastProvider } from '@/components/toast.tsx';
import { CACHE_MAX_AGE, CACHE_VERSION, createQueryClient, persister } from '@/lib/offline/query-client.ts';
import { words } from '@/lib/i18n/messages.ts';

/** Words come with the code, not with each page: one cached file instead of a copy in every shell. */
export function AppProviders({ children }: { children: ReactNode }): ReactNode {
  const [client] = useState(createQueryClient);
  return (
    <NextIntlClientProvider locale="en" messages={words} timeZone="UTC">
      <PersistQueryClientProvider
        client={client}
        // What lay on the device is shown at once and asked for anew, however young it is: the write that made
        // it old may have been the last thing this page did before it was loaded again.
        onSuccess={() => void client.invalidateQueries()}
        persistOptions={{
          persister,
          maxAge: CACHE_MAX_AGE,
          buster: CACHE_VERSION,
          dehydrateOptions: {
            // Rows of a preview are many and only useful while the import is open. An answer stays here
            // also when asking again failed: that is just when it is needed.
            shouldDehydrateQuery: (query) =>
              query.state.data !== undefined && query.meta?.['keepOnDevice'] !== false,
          },
        }}
      >
        <CSPProvider disableStyleElements>
          <ToastProvider>{children}</ToastProvider>
        </CSPProvider>
      </PersistQueryClientProvider>
    </NextIntlClientProvider>
  );
}
