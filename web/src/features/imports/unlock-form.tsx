'use client';

import { useQueryClient } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useMayChange, usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useDiscardImport } from './use-imports.ts';

/**
 * Asks for the password of a locked PDF. It stays in the field alone, is sent once and is gone from there at once: no
 * state, no cache and no query keeps it.
 */
export function UnlockForm({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const { id: purseId } = usePurse();
  const mayChange = useMayChange();
  const client = useQueryClient();
  const router = useRouter();
  const discard = useDiscardImport();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Of an archive it is said which of its files asks.
  const inside = view.problem?.where ?? null;

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = field.current;
    if (input === null || busy) return;
    const password = input.value;
    input.value = '';
    if (password === '') {
      setError(t('passwordMissing'));
      input.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const params = { path: { purseId, importId: view.id } };
      const next = await answer(
        api.POST('/api/v1/purses/{purseId}/imports/{importId}/unlock', { params, body: { password } }),
      );
      client.setQueryData(['purse', purseId, 'imports', view.id], next);
    } catch (problem) {
      setError(sentence(problem, tc('unreachable')));
      input.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Notice tone="attention" title={inside === null ? t('lockedTitle') : t('lockedInside', { name: inside })}>
      <p>{t('lockedWhy')}</p>
      {mayChange && (
        <form onSubmit={(event) => void send(event)} autoComplete="off" className="max-w-sm space-y-3">
          <Field label={t('pdfPassword')} hint={t('pdfPasswordHint')} {...(error === null ? {} : { error })}>
            {(wiring) => (
              <Input
                {...wiring}
                ref={field}
                type="password"
                autoComplete="off"
                data-1p-ignore
                data-lpignore="true"
                maxLength={127}
                spellCheck={false}
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" busy={busy}>
              <LockKeyhole aria-hidden className="size-4" />
              {t('unlock')}
            </Button>
            <Button
              variant="quiet"
              busy={discard.isPending}
              onClick={() =>
                discard.mutate(view.id, {
                  onSuccess: () => router.push('/imports'),
                  onError: (problem) => setError(sentence(problem, tc('unreachable'))),
                })
              }
            >
              {t('discard')}
            </Button>
          </div>
        </form>
      )}
    </Notice>
  );
}
