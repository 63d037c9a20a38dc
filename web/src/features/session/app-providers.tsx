'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { NextIntlClientProvider } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { ToastProvider } from '@/components/toast.tsx';
import { CACHE_MAX_AGE, CACHE_VERSION, createQueryClient, persister } from '@/lib/offline/query-client.ts';
import messages from '../../../messages/en.json';

/** Words come with the code, not with each page: one cached file instead of a copy in every shell. */
export function AppProviders({ children }: { children: ReactNode }): ReactNode {
  const [client] = useState(createQueryClient);
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <PersistQueryClientProvider
        client={client}
        persistOptions={{
          persister,
          maxAge: CACHE_MAX_AGE,
          buster: CACHE_VERSION,
          dehydrateOptions: {
            // Rows of a preview are many and only useful while the import is open.
            shouldDehydrateQuery: (query) =>
              query.state.status === 'success' && query.meta?.['keepOnDevice'] !== false,
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
