'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button, ButtonLink } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { sentence } from '@/lib/api/problem.ts';
import { rememberText, textOf } from './given-text.ts';
import { useDiscardImport, useGiveMessages, useImportRows } from './use-imports.ts';

/** Asks for the day of messages that name none, and only where there are some: no day is ever made up. */
export function AskDay({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const format = useFormat();
  const router = useRouter();
  const [rows] = useImportRows(view, 'rejected', [0]);
  const give = useGiveMessages();
  const discard = useDiscardImport();
  const [day, setDay] = useState('');
  const asked = rows?.data?.items.some(({ code }) => code === 'no-day') === true;
  if (!asked) return null;
  const text = textOf(view.id);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text === null || day === '' || give.isPending) return;
    give.mutate(
      { body: { text, day }, key: newKey() },
      {
        onSuccess: (next) => {
          rememberText(next.id, text);
          // What was read without the day is of no more use. Should that fail, it stays in the list.
          discard.mutate(view.id);
          router.replace(`/imports/view?id=${next.id}`);
        },
      },
    );
  };

  return (
    <Notice tone="attention" live title={t('noDayTitle')}>
      {text === null ? (
        <>
          <p>{t('noDayPaste')}</p>
          <ButtonLink href="/imports" size="small">
            {t('toImports')}
          </ButtonLink>
        </>
      ) : (
        <form onSubmit={send} className="space-y-2">
          <p>{t('noDayAsk')}</p>
          <Field
            label={t('noDayLabel')}
            {...(give.isError ? { error: sentence(give.error, tc('unreachable')) } : {})}
          >
            {(wiring) => (
              <Input
                {...wiring}
                type="date"
                required
                max={format.today()}
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" size="small" disabled={day === ''} busy={give.isPending}>
            {t('noDayRead')}
          </Button>
        </form>
      )}
    </Notice>
  );
}
