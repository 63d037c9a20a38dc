'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { GivenRole } from '@api/sharing/sharing.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { ShownOnce } from '@/components/shown-once.tsx';
import { useSendsMail } from '@/features/session/use-options.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { pointed, sentence } from '@/lib/api/problem.ts';
import { useInvite } from './use-sharing.ts';

const dayChoices = [1, 7, 30] as const;

/** Makes a link for one person, which the owner passes on in their own way, or which is mailed where mail is sent. */
export function InviteForm({ onDone }: { onDone: () => void }): ReactNode {
  const t = useTranslations('people');
  const tr = useTranslations('roles');
  const tc = useTranslations('common');
  const invite = useInvite();
  const [key] = useState(newKey);
  const [role, setRole] = useState<GivenRole>('viewer');
  const [days, setDays] = useState(7);
  const [label, setLabel] = useState('');
  const [email, setEmail] = useState('');
  const sendsMail = useSendsMail();

  if (invite.data !== undefined) {
    return (
      <div className="space-y-4">
        <Notice tone="good" live title={t('linkReady')}>
          {t(invite.data.mailed ? 'linkMailed' : 'linkReadyBody')}
        </Notice>
        <ShownOnce label={t('link')} value={invite.data.link} />
        <Button variant="primary" className="w-full" onClick={onDone}>
          {tc('done')}
        </Button>
      </div>
    );
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const to = email.trim();
    invite.mutate({
      body: {
        role,
        days,
        label: label.trim() === '' ? null : label.trim(),
        ...(to === '' ? {} : { email: to }),
      },
      key,
    });
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {invite.isError &&
        ['/label', '/email'].every((place) => pointed(invite.error, place) === undefined) && (
          <Notice tone="attention" live>
            {sentence(invite.error, tc('unreachable'))}
          </Notice>
        )}
      <Field label={t('label')} hint={t('labelHint')} error={pointed(invite.error, '/label')}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={80}
            autoComplete="off"
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </Field>
      <Segmented
        label={t('inviteRole')}
        value={role}
        onChange={setRole}
        options={[
          { value: 'viewer', label: tr('viewer') },
          { value: 'editor', label: tr('editor') },
        ]}
      />
      <p className="text-sm text-soft">{t(role === 'viewer' ? 'viewerMay' : 'editorMay')}</p>
      <Field label={t('days')}>
        {(wiring) => (
          <Select {...wiring} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {dayChoices.map((count) => (
              <option key={count} value={count}>
                {t('dayCount', { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {sendsMail && (
        <Field label={t('email')} hint={t('emailHint')} error={pointed(invite.error, '/email')}>
          {(wiring) => (
            <Input
              type="email"
              autoComplete="off"
              {...wiring}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" busy={invite.isPending} className="w-full">
        {t('makeLink')}
      </Button>
    </form>
  );
}
