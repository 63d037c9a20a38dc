'use client';

import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm } from '@/components/dialog.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useAiReading } from './use-imports.ts';

/** Offers to let the AI read a PDF that we could not, where the purse's owner allows it. It never does by itself. */
export function AiOffer({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const say = useSay();
  const mayChange = useMayChange();
  const reading = useAiReading(view.id);
  const [asking, setAsking] = useState(false);
  if (!view.ai.offered || !mayChange) return null;
  return (
    <Notice title={t('aiOfferTitle')}>
      <p>{t(view.status === 'ready' ? 'aiOfferOff' : 'aiOfferFailed')}</p>
      <Button size="small" onClick={() => setAsking(true)}>
        <Sparkles aria-hidden className="size-4" />
        {t('aiRead')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('aiAskTitle')}
        action={t('aiRead')}
        busy={reading.isPending}
        onConfirm={() =>
          reading.mutate('start', {
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setAsking(false),
          })
        }
      >
        <p>{t('aiOfferWhat')}</p>
      </Confirm>
    </Notice>
  );
}

/** While the AI reads: that may take minutes, and can be stopped. */
export function AiAtWork({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const say = useSay();
  const mayChange = useMayChange();
  const reading = useAiReading(view.id);
  if (!view.ai.reading) return null;
  return (
    <Notice>
      <p>{t('aiReading')}</p>
      {mayChange && (
        <Button
          size="small"
          busy={reading.isPending}
          onClick={() =>
            reading.mutate('stop', {
              onSuccess: () => say(t('aiStopped')),
              onError: (error) => say(sentence(error, tc('unreachable'))),
            })
          }
        >
          {t('aiCancel')}
        </Button>
      )}
    </Notice>
  );
}
