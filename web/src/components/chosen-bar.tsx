'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';

/** What is chosen and what can be done with it, always in sight; above the menu of a phone. */
export function ChosenBar({
  said,
  more,
  onClear,
  children,
}: {
  /** "3 chosen", heard by a screen reader whenever it changes. */
  said: string;
  /** Beside what is said: a way to choose more. */
  more?: ReactNode;
  onClear: () => void;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('common');
  return (
    <>
      {/* The end of the list must not lie under the bar. */}
      <div aria-hidden className="h-28" />
      <div className="fixed inset-x-0 bottom-[calc(4.1rem+env(safe-area-inset-bottom))] z-25 px-3 pb-2 lg:bottom-0 lg:left-60 lg:pb-4">
        <section
          aria-label={t('chosen')}
          className="mx-auto flex max-w-4xl flex-wrap items-center justify-between gap-2 rounded-2xl border border-edge bg-card p-3 shadow-xl"
        >
          <div className="flex flex-1 flex-wrap items-center gap-1">
            <Button variant="quiet" size="icon" aria-label={t('chooseNone')} onClick={onClear}>
              <X aria-hidden className="size-5" />
            </Button>
            <p role="status" className="text-sm font-semibold">
              {said}
            </p>
            {more}
          </div>
          <div className="flex items-center gap-2">{children}</div>
        </section>
      </div>
    </>
  );
}
