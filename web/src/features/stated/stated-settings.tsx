'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { StatedFigures } from '@api/purses/purses.contract.ts';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';
import { FigureFields, noFigures, readFigures, typeFigures } from './figure-fields.tsx';

/** The figures from before there were records, to be mended or filled in later. */
export function StatedSettings({ onSaved }: { onSaved?: () => void }): ReactNode {
  const t = useTranslations('stated');
  const tc = useTranslations('common');
  const say = useSay();
  const client = useQueryClient();
  const { id: purseId, stated, baseCurrency } = usePurse();
  const [typed, setTyped] = useState(stated === null ? noFigures : typeFigures(stated, baseCurrency));
  const [incomplete, setIncomplete] = useState(false);
  const save = useMutation({
    mutationFn: (figures: StatedFigures) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}', { params: { path: { purseId } }, body: { stated: figures } }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['session'] });
      say(t('saved'));
      onSaved?.();
    },
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const figures = readFigures(typed, baseCurrency);
    setIncomplete(figures === null);
    if (figures !== null) {
      const nextOn = stated?.income.nextOn ?? null;
      save.mutate({ ...figures, income: { ...figures.income, nextOn } });
    }
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {(incomplete || save.isError) && (
        <Notice tone="attention" live>
          {incomplete ? t('incomplete') : sentence(save.error, tc('unreachable'))}
        </Notice>
      )}
      <FigureFields
        typed={typed}
        currency={baseCurrency}
        onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
      />
      <Button type="submit" variant="primary" busy={save.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
