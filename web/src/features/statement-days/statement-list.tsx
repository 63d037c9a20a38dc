'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CoverageStatement } from '@api/statement-days/statement-days.contract.ts';
import { Badge, type Tone } from '@/components/badge.tsx';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';

const tones: Record<'proved' | 'off' | 'not-stated', Tone> = {
  proved: 'good',
  off: 'refused',
  'not-stated': 'plain',
};

/** The statements of an account, the newest first, and whether each proves itself. */
export function StatementList({
  statements,
  currency,
}: {
  statements: readonly CoverageStatement[];
  currency: string;
}): ReactNode {
  const t = useTranslations('calendar');
  const format = useFormat();
  return (
    <ul className="mt-2 divide-y divide-line" aria-label={t('statements')}>
      {statements.toReversed().map((each) => (
        <li key={each.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <div className="min-w-0 flex-1 basis-48">
            <Link
              href={`/imports/view?id=${each.importId}`}
              prefetch={false}
              className="font-medium underline underline-offset-4 wrap-anywhere"
            >
              {each.fileName}
            </Link>
            <p className="text-sm text-soft">
              {format.range(each.from, each.to)} · {t('rows', { count: each.rows })}
            </p>
          </div>
          <Badge tone={each.proof === null ? 'plain' : tones[each.proof]}>
            {t(`proof.${each.proof ?? 'not-stated'}`)}
          </Badge>
          {each.proof === 'off' && each.difference !== null && each.difference !== 0 && (
            <Money amount={each.difference} currency={currency} signed className="text-sm" />
          )}
        </li>
      ))}
    </ul>
  );
}
