'use client';

import { Pencil, Plus, Tag as TagIcon, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import type { TagView } from '@api/tags/tags.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useSay } from '@/components/toast.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { TagForm } from './tag-form.tsx';
import { useDeleteTag, useTags } from './use-tags.ts';

/** The words that a purse puts on its rows across categories. */
export function TagScreen(): ReactNode {
  const t = useTranslations('tags');
  const tc = useTranslations('common');
  const say = useSay();
  const query = useTags();
  const remove = useDeleteTag();
  const mayChange = useMayChange();
  const [open, setOpen] = useState<TagView | 'new' | null>(null);
  const [removing, setRemoving] = useState<TagView | null>(null);

  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {mayChange && (
          <Button variant="primary" onClick={() => setOpen('new')}>
            <Plus aria-hidden className="size-5" />
            {t('new')}
          </Button>
        )}
      </PageHeader>
      <Loaded query={query} lines={5}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={TagIcon} title={t('none')}>
              <p>{t('noneLead')}</p>
            </Empty>
          ) : (
            <ul
              aria-label={t('title')}
              className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card shadow-card"
            >
              {items.map((tag) => (
                <Row key={tag.id} tag={tag} onRename={() => setOpen(tag)} onRemove={() => setRemoving(tag)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        open={open !== null}
        onClose={() => setOpen(null)}
        title={t(open === 'new' ? 'new' : 'renameTitle')}
      >
        {open !== null && <TagForm {...(open === 'new' ? {} : { tag: open })} onDone={() => setOpen(null)} />}
      </Sheet>
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        action={t('removeIt')}
        busy={remove.isPending}
        onConfirm={() => {
          if (removing === null) return;
          remove.mutate(removing.id, {
            onSuccess: () => say(t('removed', { name: removing.name })),
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setRemoving(null),
          });
        }}
      >
        <p>{t('removeBody', { count: removing?.rows ?? 0 })}</p>
      </Confirm>
    </>
  );
}

function Row({
  tag: { id, name, rows },
  onRename,
  onRemove,
}: {
  tag: TagView;
  onRename: () => void;
  onRemove: () => void;
}): ReactNode {
  const t = useTranslations('tags');
  const mayChange = useMayChange();
  return (
    <li className="flex items-center gap-1 py-1.5 pr-2 pl-4">
      <div className="min-w-0 flex-1 py-1.5">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-sm text-soft">
          {rows === 0 ? (
            t('rows', { count: 0 })
          ) : (
            <Link
              href={`/transactions?tagId=${id}`}
              prefetch={false}
              className="underline underline-offset-4"
              aria-label={t('seeRows', { count: rows, name })}
            >
              {t('rows', { count: rows })}
            </Link>
          )}
        </p>
      </div>
      {mayChange && (
        <>
          <Button variant="quiet" size="icon" aria-label={t('renameNamed', { name })} onClick={onRename}>
            <Pencil aria-hidden className="size-4" />
          </Button>
          <Button variant="quiet" size="icon" aria-label={t('removeNamed', { name })} onClick={onRemove}>
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </>
      )}
    </li>
  );
}
