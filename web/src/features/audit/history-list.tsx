'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AuditEntryView } from '@api/audit/audit.contract.ts';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useSession } from '@/features/session/use-session.ts';
import { useHistory } from './use-history.ts';

/** Who changed what and when, in one line each. */
export function HistoryList({ subjectId }: { subjectId?: string }): ReactNode {
  const t = useTranslations('history');
  const query = useHistory(subjectId);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <p className="text-sm text-soft">{t('none')}</p>;
        return (
          <>
            <ol className="divide-y divide-line text-sm">
              {items.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
            {query.hasNextPage && (
              <Button
                size="small"
                className="mt-2"
                busy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** The name of a thing as the entry keeps it; a change keeps [before, after]. */
function nameIn({ changes }: AuditEntryView): string | null {
  for (const key of ['name', 'fileName', 'counterparty', 'description']) {
    const value = changes[key];
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string' && last !== '') return last;
  }
  return null;
}

function Entry({ entry }: { entry: AuditEntryView }): ReactNode {
  const t = useTranslations('history');
  const format = useFormat();
  const { user } = useSession();
  const who =
    entry.by === null
      ? t('nobody')
      : entry.by.userId === user.id
        ? t('you')
        : (entry.by.name ?? t('somebody'));
  const name = nameIn(entry);
  // An action that these words do not know yet is shown as the API calls it: better than nothing.
  const key = `action.${entry.action}` as Parameters<typeof t.has>[0];
  return (
    <li className="py-2">
      <p className="break-words">
        <span className="font-medium">{who}</span> {t.has(key) ? t(key) : entry.action}
        {name !== null && `: ${name}`}
      </p>
      <p className="text-soft">{format.instant(entry.at)}</p>
    </li>
  );
}
