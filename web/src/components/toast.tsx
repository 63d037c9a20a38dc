'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** A short word after something was done; screen readers hear it, and it leaves by itself. */
export function useSay(): (text: string) => void {
  const manager = Toast.useToastManager();
  return (text) => void manager.add({ title: text, timeout: 6000 });
}

export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  return (
    <Toast.Provider limit={2}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-24 z-60 mx-auto max-w-md lg:bottom-6">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList(): ReactNode {
  const t = useTranslations('common');
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right']}
      className="mt-2 rounded-2xl border border-line bg-ink text-paper shadow-xl transition data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center justify-between gap-3 py-1 pr-1 pl-4">
        {/* A dialog, which its title names; none of the page's headings. */}
        <Toast.Title render={<p />} className="text-sm" />
        <Toast.Close
          aria-label={t('close')}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-full hover:bg-paper/15"
        >
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
