'use client';

import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { useSay } from '@/components/toast.tsx';
import { useLeave } from '@/features/session/use-session.ts';
import { api, done } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';

export function SignOut(): ReactNode {
  const t = useTranslations('settings');
  const tc = useTranslations('common');
  const say = useSay();
  const leave = useLeave();
  const signOut = useMutation({
    mutationFn: () => done(api.POST('/api/v1/auth/sign-out')),
    onSuccess: () => leave('/'),
    onError: (error) => say(sentence(error, tc('unreachable'))),
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-soft">{t('signOutLead')}</p>
      <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
        <LogOut aria-hidden className="size-5" />
        {t('signOut')}
      </Button>
    </div>
  );
}
