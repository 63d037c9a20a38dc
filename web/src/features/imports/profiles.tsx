'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type ReactNode } from 'react';
import type { AddTableProfile, TableProfileView } from '@api/imports/tables.contract.ts';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { sentence } from '@/lib/api/problem.ts';
import { save } from '@/lib/api/use-download.ts';
import { useAddProfile, useProfiles, useRemoveProfile } from './use-tables.ts';

/** What columns are remembered to mean: to keep, to pass on, to forget. */
export function Profiles(): ReactNode {
  const t = useTranslations('mapping');
  const query = useProfiles();
  return (
    <section aria-labelledby="profiles" className="mt-8 space-y-3">
      <h2 id="profiles" className="text-xl">
        {t('profiles')}
      </h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-soft">{t('noProfiles')}</p>
          ) : (
            <ul className="space-y-3">
              {items.map((profile) => (
                <Profile key={profile.id} profile={profile} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <TakeIn />
    </section>
  );
}

function Profile({ profile }: { profile: TableProfileView }): ReactNode {
  const t = useTranslations('mapping');
  const tc = useTranslations('common');
  const { data: accounts = [] } = useAccounts();
  const remove = useRemoveProfile();
  const account = accounts.find(({ id }) => id === profile.accountId);
  const { name, header, mapping } = profile;
  return (
    <li className="rounded-2xl border border-line bg-card p-4">
      <p className="font-medium break-words">{name}</p>
      <p className="text-sm text-soft">
        {account === undefined ? t('anyAccount') : t('forAccount', { name: account.name })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="small"
          aria-label={t('passOnNamed', { name })}
          onClick={() =>
            save(
              new Blob([`${JSON.stringify({ name, header, mapping }, null, 2)}\n`], {
                type: 'application/json',
              }),
              'ikpa-columns.json',
            )
          }
        >
          {t('passOn')}
        </Button>
        <Button
          size="small"
          variant="attention"
          busy={remove.isPending}
          aria-label={t('forgetNamed', { name })}
          onClick={() => remove.mutate(profile.id)}
        >
          {t('forget')}
        </Button>
      </div>
      {remove.isError && (
        <Notice tone="attention" live>
          {sentence(remove.error, tc('unreachable'))}
        </Notice>
      )}
    </li>
  );
}

function TakeIn(): ReactNode {
  const t = useTranslations('mapping');
  const tc = useTranslations('common');
  const id = useId();
  const add = useAddProfile();
  const [broken, setBroken] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || add.isPending) return;
    setBroken(false);
    add.reset();
    try {
      // What is wrong with it beyond this, the service says.
      const given = JSON.parse(await file.text()) as AddTableProfile;
      add.mutate(given);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      setBroken(true);
    }
  };
  return (
    <div className="space-y-2">
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className="peer sr-only"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <label
        htmlFor={id}
        className="inline-flex min-h-11 items-center rounded-full border border-edge bg-card px-5 font-medium peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-leaf"
      >
        {t('takeIn')}
      </label>
      {(broken || add.isError) && (
        <Notice tone="attention" live title={t('notTakenIn')}>
          {broken ? t('noJson') : sentence(add.error, tc('unreachable'))}
        </Notice>
      )}
      {add.isSuccess && <p role="status">{t('takenIn', { name: add.data.name })}</p>}
    </div>
  );
}
