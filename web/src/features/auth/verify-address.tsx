'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button, ButtonLink } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { answer, api, done } from '@/lib/api/client.ts';
import { ApiProblem, sentence } from '@/lib/api/problem.ts';

/** Confirms an address by its link, at the press of a button: programs that look through mail open links too. */
export function VerifyAddress(): ReactNode {
  const t = useTranslations('verify');
  const tc = useTranslations('common');
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [problem, setProblem] = useState<string | null>(null);

  const confirm = async (): Promise<void> => {
    const secret = window.location.hash.slice(1);
    if (secret.length < 20) return setProblem(t('noSecret'));
    setState('busy');
    setProblem(null);
    try {
      // A session whose token has run out is renewed by this; who has none confirms as a stranger.
      await answer(api.GET('/api/v1/me')).catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
      });
      await done(api.POST('/api/v1/auth/verify', { body: { secret } }));
      setState('done');
    } catch (error) {
      setState('open');
      setProblem(sentence(error, tc('unreachable')));
    }
  };

  if (state === 'done') {
    return (
      <div className="space-y-4">
        <Notice tone="good" live title={t('doneTitle')}>
          {t('done')}
        </Notice>
        <ButtonLink href="/home" variant="primary" className="w-full">
          {t('goOn')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Button variant="primary" busy={state === 'busy'} className="w-full" onClick={() => void confirm()}>
        {t('confirm')}
      </Button>
    </div>
  );
}
