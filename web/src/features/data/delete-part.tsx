'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { DeleteForm } from './delete-form.tsx';
import { KeepButton } from './keep-button.tsx';
import { useDeletion, type Deleted } from './use-deletion.ts';

/** The wish to delete the purse or oneself, or until when it can be taken back. */
export function DeletePart({ what }: { what: Deleted }): ReactNode {
  const t = useTranslations('deletion');
  const format = useFormat();
  const query = useDeletion(what);
  const [open, setOpen] = useState(false);
  return (
    <Loaded query={query} lines={1}>
      {({ deletesAt, graceDays }) => (
        <>
          {deletesAt === null ? (
            <Button variant="attention" onClick={() => setOpen(true)}>
              <Trash2 aria-hidden className="size-5" />
              {t(`${what}.ask`)}
            </Button>
          ) : (
            <Notice tone="attention" title={t('planned', { when: format.instant(deletesAt) })}>
              <p>{t(`${what}.until`)}</p>
              <KeepButton what={what} />
            </Notice>
          )}
          <Sheet open={open} onClose={() => setOpen(false)} title={t(`${what}.title`)}>
            {open && <DeleteForm what={what} graceDays={graceDays} onDone={() => setOpen(false)} />}
          </Sheet>
        </>
      )}
    </Loaded>
  );
}
