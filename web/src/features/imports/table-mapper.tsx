'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Field, Select } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { TableForm } from './table-form.tsx';
import { useTables } from './use-tables.ts';

/** What the columns of the file were taken for, to be corrected; open at once where the file could not be read. */
export function TableMapper({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('mapping');
  const [open, setOpen] = useState(view.status === 'failed');
  return (
    <Card aria-labelledby="mapping" className="space-y-3">
      <CardTitle id="mapping">{t('title')}</CardTitle>
      <p className="text-soft">{t(view.status === 'failed' ? 'leadFailed' : 'lead')}</p>
      {open ? (
        <Tables view={view} />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('open')}
        </Button>
      )}
    </Card>
  );
}

function Tables({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('mapping');
  const query = useTables(view);
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Loaded query={query} lines={6}>
      {({ items }) => {
        // What is not read beside a statement is a summary more often than another one: it is offered, not put first.
        const first = items.find(({ statementId }) => statementId !== null) ?? items[0];
        const table = items.find(({ position }) => position === chosen) ?? first;
        if (table === undefined) return <p className="text-soft">{t('none')}</p>;
        return (
          <div className="space-y-4">
            {items.length > 1 && (
              <Field label={t('table')}>
                {(wiring) => (
                  <Select
                    {...wiring}
                    value={table.position}
                    onChange={(event) => setChosen(Number(event.target.value))}
                  >
                    {items.map(({ position, sheet, statementId }) => (
                      <option key={position} value={position}>
                        {sheet ?? t('tableNumber', { number: position + 1 })}
                        {statementId === null ? ` – ${t('notRead')}` : ''}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            )}
            <TableForm key={table.position} importId={view.id} table={table} />
          </div>
        );
      }}
    </Loaded>
  );
}
