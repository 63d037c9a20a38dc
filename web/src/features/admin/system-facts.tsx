'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Loaded } from '@/components/loaded.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useSystem } from './use-admin.ts';

const MEGABYTE = 1024 * 1024;

export function SystemFacts(): ReactNode {
  const t = useTranslations('admin');
  const format = useFormat();
  const query = useSystem();
  const size = (bytes: number): string =>
    t('megabytes', { size: format.count(Math.max(1, Math.round(bytes / MEGABYTE))) });
  return (
    <Loaded query={query}>
      {(system) => {
        const facts: [string, string][] = [
          [t('fact.version'), system.version],
          [t('fact.signUp'), t(`signUp.${system.signUp}`)],
          [t('fact.people'), format.count(system.people)],
          [t('fact.purses'), format.count(system.purses)],
          [t('fact.database'), size(system.databaseBytes)],
          [t('fact.files'), size(system.importBytes)],
          [t('fact.redis'), t(`redis.${system.redis}`)],
          [t('fact.postgres'), system.postgres],
          [t('fact.node'), system.node],
          [t('fact.schema'), system.migrations.at(-1) ?? '–'],
        ];
        return (
          <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
            {facts.map(([name, value]) => (
              <div key={name} className="flex flex-wrap justify-between gap-x-3 border-b border-line py-1">
                <dt className="text-soft">{name}</dt>
                <dd className="font-medium break-all">{value}</dd>
              </div>
            ))}
          </dl>
        );
      }}
    </Loaded>
  );
}
