'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useSession } from '@/features/session/use-session.ts';
import { KeepButton } from './keep-button.tsx';

/** On every page while the open purse, or the person, is to be deleted: until when, and how to keep it. */
export function ScheduledNotice(): ReactNode {
  const t = useTranslations('deletion');
  const format = useFormat();
  const { user, purse } = useSession();
  return (
    <>
      {user.deletesAt !== null && (
        <div className="mb-4">
          <Notice tone="attention" title={t('account.scheduled', { when: format.instant(user.deletesAt) })}>
            <KeepButton what="account" />
          </Notice>
        </div>
      )}
      {purse.deletesAt !== null && (
        <div className="mb-4">
          <Notice
            tone="attention"
            title={t('purse.scheduled', { name: purse.name, when: format.instant(purse.deletesAt) })}
          >
            {purse.role === 'owner' ? (
              <KeepButton what="purse" />
            ) : (
              <p>{t('purse.byOwner', { owner: purse.owner ?? '' })}</p>
            )}
          </Notice>
        </div>
      )}
    </>
  );
}
