'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { ChosenBar } from '@/components/chosen-bar.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { BulkRemoveDialog } from './bulk-remove.tsx';
import type { Filters } from './filters.ts';
import { useMatching } from './use-bulk.ts';
import type { Choice } from './use-choice.ts';

const BulkForm = dynamic(async () => (await import('./bulk-form.tsx')).BulkForm);

/** How many are chosen, all that match with one tap, and what can be done with them. */
export function BulkBar({ choice, filters }: { choice: Choice; filters: Filters }): ReactNode {
  const t = useTranslations('bulk');
  const format = useFormat();
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const ids = [...choice.ids];
  const count = ids.length;
  return (
    <>
      <ChosenBar
        said={t('chosen', { count })}
        more={<TakeAll choice={choice} filters={filters} />}
        onClear={choice.end}
      >
        <Button size="small" className="min-h-11" disabled={count === 0} onClick={() => setOpen('remove')}>
          <Trash2 aria-hidden className="size-4" />
          {t('remove', { count: format.count(count) })}
        </Button>
        <Button
          variant="primary"
          size="small"
          className="min-h-11"
          disabled={count === 0}
          onClick={() => setOpen('change')}
        >
          <Pencil aria-hidden className="size-4" />
          {t('change', { count: format.count(count) })}
        </Button>
      </ChosenBar>
      <Sheet
        open={open === 'change' && count > 0}
        onClose={() => setOpen(null)}
        title={t('changeTitle', { count })}
      >
        <BulkForm ids={ids} onLeaveOut={choice.leaveOut} onDone={choice.end} />
      </Sheet>
      <BulkRemoveDialog
        open={open === 'remove' && count > 0}
        ids={ids}
        onLeaveOut={choice.leaveOut}
        onClose={() => setOpen(null)}
        onDone={choice.end}
      />
    </>
  );
}

function TakeAll({ choice, filters }: { choice: Choice; filters: Filters }): ReactNode {
  const t = useTranslations('bulk');
  const format = useFormat();
  const { data } = useMatching(filters, true);
  if (data === undefined || data.ids.every((id) => choice.ids.has(id))) return null;
  const count = format.count(data.ids.length);
  return (
    <Button variant="quiet" size="small" className="min-h-11" onClick={() => choice.take(data.ids)}>
      {data.total > data.ids.length
        ? t('takeNewest', { count, total: format.count(data.total) })
        : t('takeAll', { count })}
    </Button>
  );
}
