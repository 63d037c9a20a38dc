'use client';

import { useTranslations } from 'next-intl';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Select } from '@/components/field.tsx';
import { choosePurse } from '@/lib/chosen-purse.ts';
import { useSessionQuery } from './use-session.ts';

/** Which purse is open; there only for people who have more than one. */
export function PurseSwitcher(): ReactNode {
  const t = useTranslations('purses');
  const { data } = useSessionQuery();
  const router = useRouter();
  const pathname = usePathname();
  if (data === undefined || data.purse === null || data.purses.length < 2) return null;
  return (
    <Select
      aria-label={t('switch')}
      value={data.purse.id}
      onChange={(event) => {
        choosePurse(event.target.value);
        // Filters and opened things belong to the purse that was open before.
        router.replace(pathname === '/imports/view' ? '/imports' : pathname);
      }}
      className="order-last min-w-0 basis-full pb-2 sm:order-none sm:basis-72 sm:pb-0 lg:mr-auto"
    >
      {data.purses.map((purse) => (
        <option key={purse.id} value={purse.id}>
          {purse.owner === null
            ? t('named', { name: purse.name, role: t(`mine.${purse.role}`) })
            : t('namedOf', { name: purse.name, owner: purse.owner, role: t(`mine.${purse.role}`) })}
        </option>
      ))}
    </Select>
  );
}
