'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Card, CardTitle } from '@/components/card.tsx';
import { useFormat } from '@/features/session/use-format.ts';

/** What the file turned out to be, and why, so that a wrong reading is seen before anything is saved. */
export function Recognised({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const froms = view.statements.flatMap((each) => (each.periodFrom === null ? [] : [each.periodFrom]));
  const tos = view.statements.flatMap((each) => (each.periodTo === null ? [] : [each.periodTo]));
  const from = froms.toSorted()[0];
  const to = tos.toSorted().at(-1);
  const { dialect } = view;
  /** What we have a word for is said in words; what is new to these pages, as the service calls it. */
  const named = (group: 'formats' | 'dateOrders' | 'roles', key: string | null): string => {
    if (key === null) return t('unknown');
    const name = `${group}.${key.replaceAll('.', '-')}` as 'formats.csv';
    return t.has(name) ? t(name) : key;
  };
  return (
    <Card aria-labelledby="recognised">
      <CardTitle id="recognised">{t('recognised')}</CardTitle>
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 md:grid-cols-4">
        <Fact name={t('format')}>{named('formats', view.format)}</Fact>
        <Fact name={t('encoding')}>{view.encoding?.toUpperCase() ?? t('unknown')}</Fact>
        <Fact name={t('statementCount')}>{format.count(view.statements.length)}</Fact>
        <Fact name={t('rowCount')}>{format.count(view.counts.rows)}</Fact>
        <Fact name={t('period')} wide>
          {from === undefined || to === undefined ? t('unknown') : format.range(from, to)}
        </Fact>
        {dialect !== null && (
          <>
            {dialect.columns.length > 0 && dialect.delimiter !== '' && (
              <>
                {dialect.delimiter !== '' && (
                  <Fact name={t('delimiter')}>
                    <Delimiter value={dialect.delimiter} />
                  </Fact>
                )}
                <Fact name={t('headerLine')}>
                  {dialect.headerLine === null ? t('noHeader') : format.count(dialect.headerLine)}
                </Fact>
              </>
            )}
            {dialect.source !== 'inferred' && (
              <Fact name={t('columns')} wide>
                {t(dialect.source === 'given' ? 'asYouSet' : 'asLastTime')}
              </Fact>
            )}
            <Fact name={t('dateOrder')} wide>
              {named('dateOrders', dialect.dateOrder)}{' '}
              <span className="text-sm text-soft">({dialect.dateOrderWhy})</span>
            </Fact>
          </>
        )}
      </dl>
      {dialect !== null && dialect.columns.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-11 content-center text-sm font-medium underline underline-offset-4">
            {t('columns')}
          </summary>
          <ul className="mt-2 flex flex-wrap gap-2 text-sm">
            {dialect.columns.map((column, index) => (
              <li key={index} className="rounded-lg bg-sunken px-2 py-1">
                {column.name}{' '}
                <span className="text-soft">
                  → {column.role === null ? t('notUsed') : named('roles', column.role)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Delimiter({ value }: { value: string }): ReactNode {
  const t = useTranslations('imports');
  const named = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
  return value in named ? t(named[value as keyof typeof named]) : <code>{value}</code>;
}

function Fact({
  name,
  wide = false,
  children,
}: {
  name: string;
  wide?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={wide ? 'col-span-2' : ''}>
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
