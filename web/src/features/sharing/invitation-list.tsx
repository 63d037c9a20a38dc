'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useInvitations, useWithdraw } from './use-sharing.ts';

/** Links that somebody could still use; used and expired ones are history and stand there. */
export function InvitationList(): ReactNode {
  const t = useTranslations('people');
  const tr = useTranslations('roles');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const query = useInvitations();
  const withdraw = useWithdraw();
  return (
    <section aria-labelledby="open-invitations">
      <h3 id="open-invitations" className="text-sm font-semibold text-soft">
        {t('openInvitations')}
      </h3>
      <Loaded query={query} lines={1}>
        {(items) => {
          const open = items.filter((each) => each.state === 'open');
          if (open.length === 0) return <p className="py-2 text-sm text-soft">{t('noInvitations')}</p>;
          return (
            <ul className="divide-y divide-line">
              {open.map((each) => (
                <li key={each.id} className="flex flex-wrap items-center justify-between gap-2 py-2.5">
                  <div className="min-w-0 text-sm">
                    {each.label !== null && (
                      <p className="font-medium wrap-anywhere">{t('invitationFor', { label: each.label })}</p>
                    )}
                    <p>
                      {t('openInvitation', { role: tr(each.role), until: format.instant(each.expiresAt) })}
                    </p>
                  </div>
                  <Button
                    size="small"
                    aria-label={each.label === null ? undefined : t('withdrawNamed', { label: each.label })}
                    busy={withdraw.isPending}
                    onClick={() =>
                      withdraw.mutate(each.id, {
                        onSuccess: () => say(t('withdrawn')),
                        onError: (error) => say(sentence(error, tc('unreachable'))),
                      })
                    }
                  >
                    {t('withdraw')}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
