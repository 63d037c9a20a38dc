'use client';

import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '@/components/button.tsx';
import { cx } from '@/lib/cx.ts';

const backdrop =
  'fixed inset-0 z-40 bg-black/45 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0';
const popup =
  'fixed z-50 flex flex-col border border-line bg-card text-ink shadow-xl transition duration-150 ' +
  'data-ending-style:opacity-0 data-starting-style:opacity-0';

/** A sheet from below on a phone, a panel at the right edge on a wide screen. */
export function Sheet({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('common');
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={cx(
            popup,
            'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-3xl',
            'sm:inset-x-auto sm:inset-y-0 sm:right-0 sm:max-h-none sm:w-[28rem] sm:rounded-none sm:rounded-l-3xl',
          )}
        >
          <div className="flex items-center justify-between gap-3 px-5 pt-4 pb-2">
            <Base.Title className="text-xl">{title}</Base.Title>
            <Base.Close aria-label={t('close')} className={buttonClass('quiet', 'icon')}>
              <X aria-hidden className="size-5" />
            </Base.Close>
          </div>
          <div className="overflow-y-auto px-5 pb-6">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks before something that cannot be taken back with one tap. */
export function Confirm({
  open,
  onClose,
  title,
  action,
  onConfirm,
  busy = false,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  action: string;
  onConfirm: () => void;
  busy?: boolean;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('common');
  return (
    <BaseAlert.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={backdrop} />
        <BaseAlert.Popup
          className={cx(
            popup,
            'top-1/2 left-1/2 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 rounded-3xl p-5',
          )}
        >
          <BaseAlert.Title className="text-xl">{title}</BaseAlert.Title>
          <BaseAlert.Description render={<div />} className="space-y-2 text-soft">
            {children}
          </BaseAlert.Description>
          <div className="flex flex-wrap justify-end gap-2">
            <BaseAlert.Close className={buttonClass('secondary')}>{t('cancel')}</BaseAlert.Close>
            <Button variant="primary" busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
