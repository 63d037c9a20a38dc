'use client';

import { useTranslations } from 'next-intl';
import type { CategoryReason } from '@api/transactions/transactions.contract.ts';

/** Why a row has its category, in a few words. */
export function useReasonText(): (reason: CategoryReason) => string {
  const t = useTranslations('reasons');
  return ({ by, text, percent }) => {
    if (by === 'person') return t('person');
    if (by === 'rule') return text === null ? t('ruleUnnamed') : t('rule', { text });
    if (by === 'words') return text === null ? t('wordsUnknown') : t('words', { text });
    return text === null || text === ''
      ? t('likenessPlain', { percent: percent ?? 0 })
      : t('likeness', { text, percent: percent ?? 0 });
  };
}
