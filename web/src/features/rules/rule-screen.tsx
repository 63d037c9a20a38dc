'use client';

import { Pencil, Plus, Trash2, Wand2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useSay } from '@/components/toast.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { ApplyRule } from './apply-rule.tsx';
import { OfferNotice } from './offer-notice.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleWords, useRuleWords } from './rule-words.tsx';
import { useDeleteRule, useRules } from './use-rules.ts';

/** The rules of a purse in the order in which they count. */
export function RuleScreen(): ReactNode {
  const t = useTranslations('rules');
  const tc = useTranslations('common');
  const say = useSay();
  const query = useRules();
  const remove = useDeleteRule();
  const mayChange = useMayChange();
  const [open, setOpen] = useState<RuleView | 'new' | null>(null);
  const [saved, setSaved] = useState<RuleView | null>(null);
  const [removing, setRemoving] = useState<RuleView | null>(null);

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
      <OfferNotice onMade={setSaved} />
      <Loaded query={query} lines={5}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={Wand2} title={t('none')}>
              <p>{t('noneLead')}</p>
            </Empty>
          ) : (
            <>
              <p className="mb-2 text-sm text-soft">{t('order')}</p>
              <ol
                aria-label={t('title')}
                className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card shadow-card"
              >
                {items.map((rule) => (
                  <Row
                    key={rule.id}
                    rule={rule}
                    onEdit={() => setOpen(rule)}
                    onApply={() => setSaved(rule)}
                    onRemove={() => setRemoving(rule)}
                  />
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
      <Sheet open={open !== null} onClose={() => setOpen(null)} title={t(open === 'new' ? 'new' : 'edit')}>
        {open !== null && (
          <RuleForm
            rule={open === 'new' ? null : open}
            onSaved={(rule) => {
              setOpen(null);
              setSaved(rule);
            }}
          />
        )}
      </Sheet>
      <Sheet open={saved !== null} onClose={() => setSaved(null)} title={t('applyTitle')}>
        {saved !== null && <ApplyRule rule={saved} onDone={() => setSaved(null)} />}
      </Sheet>
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('removeTitle')}
        action={t('removeIt')}
        busy={remove.isPending}
        onConfirm={() => {
          if (removing === null) return;
          remove.mutate(removing.id, {
            onSuccess: () => say(t('removed')),
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setRemoving(null),
          });
        }}
      >
        {removing !== null && <RuleWords rule={removing} />}
        <p>{t('removeBody')}</p>
      </Confirm>
    </>
  );
}

function Row({
  rule,
  onEdit,
  onApply,
  onRemove,
}: {
  rule: RuleView;
  onEdit: () => void;
  onApply: () => void;
  onRemove: () => void;
}): ReactNode {
  const t = useTranslations('rules');
  const mayChange = useMayChange();
  const name = useRuleWords()(rule).when.join(', ');
  return (
    <li className="flex flex-wrap items-center gap-1 py-1.5 pr-2 pl-4">
      <div className="min-w-48 flex-1 py-1.5">
        <RuleWords rule={rule} />
      </div>
      {mayChange && (
        <div className="ml-auto flex">
          <Button variant="quiet" size="icon" aria-label={t('applyNamed', { name })} onClick={onApply}>
            <Wand2 aria-hidden className="size-4" />
          </Button>
          <Button variant="quiet" size="icon" aria-label={t('editNamed', { name })} onClick={onEdit}>
            <Pencil aria-hidden className="size-4" />
          </Button>
          <Button variant="quiet" size="icon" aria-label={t('removeNamed', { name })} onClick={onRemove}>
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </li>
  );
}
