'use client';

import { MessageSquareText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Field, Textarea } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { sentence } from '@/lib/api/problem.ts';
import { MOST_LETTERS, cutText, sharedText, type GivenText } from '@/lib/shared-text.ts';
import { rememberText } from './given-text.ts';
import { useGiveMessages } from './use-imports.ts';

/** A place for messages of a bank or wallet, as they were copied; a text shared to the app arrives here, too. */
export function PasteBox(): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const format = useFormat();
  const router = useRouter();
  const give = useGiveMessages();
  const [{ text, fault }, setGiven] = useState<GivenText>({ text: '', fault: null });

  useEffect(() => {
    const shared = sharedText(window.location.hash);
    if (shared === null) return;
    setGiven(shared);
    // It is private: it stays neither in the address nor in the history.
    window.history.replaceState(null, '', window.location.pathname);
  }, []);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '' || give.isPending) return;
    give.mutate(
      { body: { text }, key: newKey() },
      {
        onSuccess: (view) => {
          rememberText(view.id, text);
          router.push(`/imports/view?id=${view.id}`);
        },
      },
    );
  };

  return (
    <form onSubmit={send} className="space-y-3 rounded-3xl border border-edge bg-card p-4 sm:p-5">
      <p className="flex items-center gap-2 font-serif text-lg font-semibold">
        <MessageSquareText aria-hidden className="size-6 shrink-0 text-leaf-ink" />
        {t('pasteTitle')}
      </p>
      <Field label={t('pasteLabel')} hint={t('pasteHint')}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={5}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setGiven(cutText(event.target.value))}
          />
        )}
      </Field>
      {fault !== null && (
        <Notice tone="attention" live>
          {fault === 'cut' ? t('pasteCut', { most: format.count(MOST_LETTERS) }) : t('pasteDamaged')}
        </Notice>
      )}
      <Button
        type="submit"
        variant="primary"
        className="w-full"
        disabled={text.trim() === ''}
        busy={give.isPending}
      >
        {t('pasteRead')}
      </Button>
      {give.isError && (
        <Notice tone="attention" live title={t('pasteNotTaken')}>
          {sentence(give.error, tc('unreachable'))}
        </Notice>
      )}
    </form>
  );
}
