'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AiView } from '@api/ai/ai.contract.ts';
import { Checkbox } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { formatMicroDollars } from '@/lib/format.ts';
import { useAi, useConsent } from './use-ai.ts';

/** What would be sent to an AI and to whom, and the owner's yes or no to it. */
export function AiSettings(): ReactNode {
  return (
    <Loaded query={useAi()} lines={3}>
      {(view) => <Agreement view={view} />}
    </Loaded>
  );
}

function Agreement({ view }: { view: AiView }): ReactNode {
  const t = useTranslations('ai');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const { role } = usePurse();
  const consent = useConsent();
  const { asked, thisMonth } = view;
  if (asked === null && view.consent === null) return <p className="text-sm text-soft">{t('none')}</p>;
  return (
    <div className="space-y-4">
      <dl className="space-y-3 text-sm">
        <Point name={t('when')}>{t('whenBody')}</Point>
        <Point name={t('what')}>{t('whatBody')}</Point>
        {asked !== null && (
          <Point name={t('whom')}>{t('whomBody', { model: asked.model, host: asked.host })}</Point>
        )}
        <Point name={t('then')}>{t('thenBody')}</Point>
      </dl>
      {role === 'owner' ? (
        <Checkbox
          label={t('agree')}
          checked={view.consent !== null}
          disabled={consent.isPending || (asked === null && view.consent === null)}
          onChange={(event) => {
            const agreed = event.target.checked;
            consent.mutate(agreed, {
              onSuccess: () => say(t(agreed ? 'agreed' : 'takenBack')),
              onError: (error) => say(sentence(error, tc('unreachable'))),
            });
          }}
        />
      ) : (
        <p className="font-medium">{t(view.consent === null ? 'ownerDecides' : 'ownerAgreed')}</p>
      )}
      {view.consent !== null && (
        <p className="text-sm text-soft">
          {t('since', { name: view.consent.givenBy, when: format.instant(view.consent.givenAt) })}
        </p>
      )}
      <p className="text-sm text-soft">
        {t('used', {
          count: thisMonth.questions,
          cost: formatMicroDollars(thisMonth.microDollars, format.locale),
        })}
      </p>
    </div>
  );
}

function Point({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="text-soft">{children}</dd>
    </div>
  );
}
