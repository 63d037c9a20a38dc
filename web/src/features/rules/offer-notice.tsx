'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useDeclineOffer, useRuleOffers, useSaveRule } from './use-rules.ts';

/** Offers one rule for what a person did twice; one tap makes it, another sends it away for good. */
export function OfferNotice({ onMade }: { onMade: (rule: RuleView) => void }): ReactNode {
  const t = useTranslations('rules');
  const tc = useTranslations('common');
  const say = useSay();
  const mayChange = useMayChange();
  const categoryName = useCategoryName();
  const { data: offers = [] } = useRuleOffers(mayChange);
  const save = useSaveRule(null);
  const decline = useDeclineOffer();
  const [key, setKey] = useState(newKey);
  const offer = offers[0];
  if (!mayChange || offer === undefined) return null;
  const { counterparty, direction, categoryId, corrections, others } = offer;
  const category = categoryName(categoryId);
  const accept = () =>
    save.mutate(
      { body: { when: { counterparty, direction }, set: { categoryId } }, key },
      {
        onSuccess: (rule) => {
          setKey(newKey());
          onMade(rule);
        },
        onError: (error) => say(sentence(error, tc('unreachable'))),
      },
    );
  return (
    <div className="mb-3">
      <Notice tone="good" live title={t('offerTitle', { name: counterparty, category })}>
        <p>
          {t('offerWhy', { count: corrections })} {others > 0 && t('offerOthers', { count: others })}
        </p>
        <div className="flex flex-wrap gap-2 pt-1">
          <Button size="small" variant="primary" busy={save.isPending} onClick={accept}>
            {t('offerAccept')}
          </Button>
          <Button
            size="small"
            busy={decline.isPending}
            onClick={() =>
              decline.mutate(offer, { onError: (error) => say(sentence(error, tc('unreachable'))) })
            }
          >
            {t('offerDecline')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
