'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CounterpartyView } from '@api/counterparties/counterparties.contract.ts';
import { Button } from '@/components/button.tsx';
import { useMayChange } from '@/features/session/use-session.ts';

export function CounterpartyRow({
  item,
  chosen,
  onChoose,
  onRename,
}: {
  item: CounterpartyView;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onRename: () => void;
}): ReactNode {
  const t = useTranslations('names');
  const mayChange = useMayChange();
  const { name, rows, formerNames } = item;
  return (
    <li className="flex items-center gap-1 px-2 py-1.5 sm:px-3">
      {mayChange && (
        <label className="flex size-11 shrink-0 items-center justify-center">
          <input
            type="checkbox"
            className="size-5 accent-leaf"
            checked={chosen}
            aria-label={t('choose', { name })}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </label>
      )}
      <div className="min-w-0 flex-1 py-1.5">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-sm text-soft">
          {rows === 0 ? (
            t('rows', { count: 0 })
          ) : (
            <Link
              href={`/transactions?counterpartyId=${item.id}`}
              prefetch={false}
              className="underline underline-offset-4"
              aria-label={t('seeRows', { count: rows, name })}
            >
              {t('rows', { count: rows })}
            </Link>
          )}
        </p>
        {formerNames.length > 0 && (
          <p className="text-sm wrap-anywhere text-soft">{t('former', { names: formerNames.join(', ') })}</p>
        )}
      </div>
      {mayChange && (
        <Button variant="quiet" size="icon" aria-label={t('renameNamed', { name })} onClick={onRename}>
          <Pencil aria-hidden className="size-4" />
        </Button>
      )}
    </li>
  );
}
