import type { ReactNode } from 'react';
import { AppProviders } from '@/features/session/app-providers.tsx';
import { AppShell } from '@/features/session/app-shell.tsx';

/** Prerendered shells: everything about a person is asked for in the browser. */
export default function AppLayout({ children }: { children: ReactNode }): ReactNode {
  return (
    <AppProviders>
      <AppShell>{children}</AppShell>
    </AppProviders>
  );
}
