'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useLeave, useSession } from '@/features/session/use-session.ts';
import { ApiProblem, pointed, sentence } from '@/lib/api/problem.ts';
import { useRequestDeletion, type Deleted } from './use-deletion.ts';

/** What will happen and when, in full, before the password is asked for. */
export function DeleteForm({
  what,
  graceDays,
  onDone,
}: {
  what: Deleted;
  graceDays: number;
  onDone: () => void;
}): ReactNode {
  const t = useTranslations('deletion');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const format = useFormat();
  const leave = useLeave();
  const { user, purse } = useSession();
  const request = useRequestDeletion(what);
  const [currentPassword, setCurrentPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const atField = pointed(request.error, '/currentPassword') === undefined ? undefined : t('wrongPassword');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(currentPassword === '');
    if (currentPassword === '') return;
    request.mutate(currentPassword, {
      onSuccess: ({ deletesAt }) => {
        // Without a time of grace the person is gone already, and nothing of theirs may stay here.
        if (what === 'account' && graceDays === 0) void leave('/');
        else if (deletesAt !== null) say(t('planned', { when: format.instant(deletesAt) }));
        onDone();
      },
    });
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <ul className="list-disc space-y-1.5 pl-5">
        <li>{t(`${what}.gone`, { name: purse.name })}</li>
        {what === 'purse' && purse.kind === 'shared' && <li>{t('purse.others')}</li>}
        <li>{t(`${what}.grace`, { days: graceDays })}</li>
        <li>{t('takeFirst')}</li>
      </ul>
      {request.isError && atField === undefined && <Refusal error={request.error} />}
      {/* Password keepers want to know whose password this is. */}
      <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      <Field label={t('password')} error={missing ? tf('missing') : atField}>
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            autoComplete="current-password"
            maxLength={1000}
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="attention" busy={request.isPending} className="w-full">
        {t(`${what}.confirm`)}
      </Button>
      <Button className="w-full" onClick={onDone}>
        {tc('cancel')}
      </Button>
    </form>
  );
}

/** Purses that others would lose are named: the API points to them by id. */
function Refusal({ error }: { error: Error }): ReactNode {
  const tc = useTranslations('common');
  const { purses } = useSession();
  const ids =
    error instanceof ApiProblem ? error.errors.map(({ pointer }) => pointer.slice('/purses/'.length)) : [];
  const named = purses.filter(({ id }) => ids.includes(id));
  return (
    <Notice tone="attention" live>
      <p>{sentence(error, tc('unreachable'))}</p>
      {named.length > 0 && (
        <ul className="list-disc pl-5">
          {named.map(({ id, name }) => (
            <li key={id} className="wrap-anywhere">
              {name}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
