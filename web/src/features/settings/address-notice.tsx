'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useSendsMail } from '@/features/session/use-options.ts';
import { useSession } from '@/features/session/use-session.ts';
import { api, done } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';

/** For a person whose address may be anybody's: how to confirm it. Nothing where no mail is sent. */
export function AddressNotice(): ReactNode {
  const t = useTranslations('settings');
  const tc = useTranslations('common');
  const say = useSay();
  const { user } = useSession();
  const sendsMail = useSendsMail();
  const again = useMutation({
    mutationFn: () => done(api.POST('/api/v1/me/verification')),
    onSuccess: () => say(t('addressSent')),
    onError: (error) => say(sentence(error, tc('unreachable'))),
  });
  if (user.emailVerified || !sendsMail) return null;
  return (
    <div className="mb-4">
      <Notice title={t('addressTitle')}>
        <p>{t('address', { email: user.email })}</p>
        <Button size="small" className="mt-2" busy={again.isPending} onClick={() => again.mutate()}>
          {t('addressAgain')}
        </Button>
      </Notice>
    </div>
  );
}
