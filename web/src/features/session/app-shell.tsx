'use client';

import { ArrowLeftRight, Eye, EyeOff, FileUp, House, Settings, Wallet, WifiOff } from 'lucide-react';
import { onlineManager } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { Brand } from '@/components/brand.tsx';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { Skeleton } from '@/components/skeleton.tsx';
import { SIGNED_OUT } from '@/lib/api/session-fetch.ts';
import { cx } from '@/lib/cx.ts';
import { formatInstant } from '@/lib/format.ts';
import { sentence, Unreachable } from '@/lib/api/problem.ts';
import { registerServiceWorker } from '@/lib/offline/register.ts';
import { setPreferences, usePreferences } from '@/lib/preferences.ts';
import { ScheduledNotice } from '@/features/data/scheduled-notice.tsx';
import { DemoNote } from './demo-note.tsx';
import { NoPurse } from './no-purse.tsx';
import { PurseSwitcher } from './purse-switcher.tsx';
import { SessionContext, useLeave, useSessionQuery } from './use-session.ts';

const places = [
  { href: '/home', key: 'home', icon: House },
  { href: '/transactions', key: 'transactions', icon: ArrowLeftRight },
  { href: '/imports', key: 'imports', icon: FileUp },
  { href: '/accounts', key: 'accounts', icon: Wallet },
  { href: '/settings', key: 'settings', icon: Settings },
] as const;

/** Side bar on a wide screen, bar at the bottom on a phone; below it everything knows who is signed in. */
export function AppShell({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslations('nav');
  useEffect(registerServiceWorker, []);
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-full bg-leaf px-4 py-2 text-on-leaf focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skip')}
      </a>
      <aside className="hidden border-r border-line bg-sunken lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 p-5">
          <Brand href="/home" />
          <Places label={t('main')} look="side" />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-20 border-b border-line bg-paper/95 backdrop-blur-sm">
          <div className="mx-auto flex min-h-14 max-w-5xl flex-wrap items-center justify-between gap-x-3 px-4 lg:justify-end lg:px-8">
            <div className="lg:hidden">
              <Brand href="/home" />
            </div>
            <PurseSwitcher />
            <HideAmounts />
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-5xl px-4 pt-5 pb-32 outline-none lg:px-8 lg:pb-12"
        >
          <DemoNote />
          <WhoIsThere>{children}</WhoIsThere>
        </main>
      </div>
      <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] lg:hidden">
        <Places label={t('main')} look="bottom" />
      </div>
    </div>
  );
}

function Places({ label, look }: { label: string; look: 'side' | 'bottom' }): ReactNode {
  const t = useTranslations('nav');
  const pathname = usePathname();
  return (
    <nav aria-label={label}>
      <ul className={look === 'side' ? 'space-y-1' : 'grid grid-cols-5'}>
        {places.map(({ href, key, icon: Icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={cx(
                  look === 'side'
                    ? 'flex min-h-11 items-center gap-3 rounded-full px-4 hover:bg-card'
                    : 'flex min-h-16 flex-col items-center justify-center gap-0.5 text-[0.6875rem]',
                  here ? 'font-semibold text-leaf-ink' : 'text-soft',
                  here && look === 'side' && 'bg-leaf-soft',
                )}
              >
                <span className={cx(here && look === 'bottom' && 'rounded-full bg-leaf-soft px-3 py-0.5')}>
                  <Icon aria-hidden className="size-5" />
                </span>
                {t(key)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function HideAmounts(): ReactNode {
  const t = useTranslations('nav');
  const { hideAmounts } = usePreferences();
  const Icon = hideAmounts ? EyeOff : Eye;
  return (
    <Button
      variant="quiet"
      size="small"
      aria-pressed={hideAmounts}
      onClick={() => setPreferences({ hideAmounts: !hideAmounts })}
      className="min-h-11"
    >
      <Icon aria-hidden className="size-5" />
      {t('hideAmounts')}
    </Button>
  );
}

function WhoIsThere({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslations('common');
  const query = useSessionQuery();
  const leave = useLeave();
  const [leaving, setLeaving] = useState(false);

  // The browser noticed that the network went or came: asking shows what that means for us.
  const { refetch } = query;
  useEffect(() => onlineManager.subscribe(() => void refetch()), [refetch]);

  useEffect(() => {
    const onSignedOut = (): void => {
      setLeaving(true);
      void leave(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
    };
    window.addEventListener(SIGNED_OUT, onSignedOut);
    return () => window.removeEventListener(SIGNED_OUT, onSignedOut);
  });

  if (leaving || query.data === undefined) {
    if (!leaving && query.isError) {
      return (
        <Notice tone="attention" live title={t('cannotOpen')}>
          <p>{sentence(query.error, t('unreachable'))}</p>
          <Button size="small" onClick={() => void query.refetch()}>
            {t('tryAgain')}
          </Button>
        </Notice>
      );
    }
    return <Skeleton label={t('loading')} lines={6} />;
  }
  const { user, purses, purse } = query.data;
  if (purse === null) return <NoPurse />;
  return (
    <SessionContext value={{ user, purses, purse }}>
      {query.isRefetchError && query.error instanceof Unreachable && (
        <div className="mb-4 flex items-center gap-2 rounded-xl bg-sunken px-3 py-2 text-sm" role="status">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t('offline', {
            when: formatInstant(new Date(query.dataUpdatedAt), user.locale, user.zone),
          })}
        </div>
      )}
      <ScheduledNotice />
      {/* Another purse starts afresh: nothing half typed may end up in the wrong one. */}
      <Fragment key={purse.id}>{children}</Fragment>
    </SessionContext>
  );
}
