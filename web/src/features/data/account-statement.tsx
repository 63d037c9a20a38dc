'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Card, CardTitle } from '@/components/card.tsx';
import { Field, Select } from '@/components/field.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { ExportItem } from './export-item.tsx';

/** One account as a bank would write it, for programs that read statements. */
export function AccountStatement(): ReactNode {
  const t = useTranslations('data');
  const { id: purseId } = usePurse();
  const { data: accounts = [] } = useAccounts();
  const [chosen, setChosen] = useState('');
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  if (account === undefined) return null;
  return (
    <Card aria-labelledby="statement-title" className="space-y-4">
      <CardTitle id="statement-title">{t('statementTitle')}</CardTitle>
      <Field label={t('statementOf')}>
        {(wiring) => (
          <Select {...wiring} value={account.id} onChange={(event) => setChosen(event.target.value)}>
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ul>
        <ExportItem
          key={account.id}
          title={t('statement', { name: account.name })}
          path={`/api/v1/purses/${purseId}/export/ofx/${account.id}`}
        >
          {t('statementWhat')}
        </ExportItem>
      </ul>
    </Card>
  );
}
