'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { PersonView, ResetLink } from '@api/admin/admin.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { ShownOnce } from '@/components/shown-once.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useSession } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { usePeople, useResetLink, useSuspend } from './use-admin.ts';

export function PeopleList(): ReactNode {
  const t = useTranslations('admin');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const { user } = useSession();
  const people = usePeople();
  const suspend = useSuspend();
  const reset = useResetLink();
  const [suspending, setSuspending] = useState<PersonView | null>(null);
  const [given, setGiven] = useState<{ person: PersonView; link: ResetLink } | null>(null);

  const refused = (error: Error): void => say(sentence(error, tc('unreachable')));
  const setSuspended = (person: PersonView, suspended: boolean): void =>
    suspend.mutate(
      { userId: person.id, suspended },
      {
        onSuccess: () => say(t(suspended ? 'suspended' : 'restored', { name: person.name })),
        onError: refused,
        onSettled: () => setSuspending(null),
      },
    );

  return (
    <>
      <Loaded query={people}>
        {({ pages }) => (
          <>
            <ul className="divide-y divide-line">
              {pages
                .flatMap((page) => page.items)
                .map((person) => (
                  <Person
                    key={person.id}
                    person={person}
                    isYou={person.id === user.id}
                    busy={suspend.isPending || reset.isPending}
                    onSuspend={() => setSuspending(person)}
                    onRestore={() => setSuspended(person, false)}
                    onLink={() =>
                      reset.mutate(person.id, {
                        onSuccess: (link) => setGiven({ person, link }),
                        onError: refused,
                      })
                    }
                  />
                ))}
            </ul>
            {people.hasNextPage && (
              <Button
                className="mt-3"
                busy={people.isFetchingNextPage}
                onClick={() => void people.fetchNextPage()}
              >
                {t('more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
      <Sheet open={given !== null} onClose={() => setGiven(null)} title={t('linkTitle')}>
        {given !== null && (
          <div className="space-y-4">
            <p className="text-soft">
              {t('linkBody', { name: given.person.name, until: format.instant(given.link.expiresAt) })}
            </p>
            <ShownOnce label={t('link')} value={given.link.link} />
          </div>
        )}
      </Sheet>
      <Confirm
        open={suspending !== null}
        onClose={() => setSuspending(null)}
        title={t('suspendTitle', { name: suspending?.name ?? '' })}
        action={t('suspend')}
        busy={suspend.isPending}
        onConfirm={() => suspending !== null && setSuspended(suspending, true)}
      >
        <p>{t('suspendBody')}</p>
      </Confirm>
    </>
  );
}

function Person({
  person,
  isYou,
  busy,
  onSuspend,
  onRestore,
  onLink,
}: {
  person: PersonView;
  isYou: boolean;
  busy: boolean;
  onSuspend: () => void;
  onRestore: () => void;
  onLink: () => void;
}): ReactNode {
  const t = useTranslations('admin');
  const format = useFormat();
  const { name } = person;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{name}</span>
          {isYou && <Badge tone="good">{t('you')}</Badge>}
          {person.isAdministrator && <Badge>{t('administrator')}</Badge>}
          {person.suspendedAt !== null && <Badge tone="attention">{t('isSuspended')}</Badge>}
        </p>
        <p className="text-sm break-all text-soft">{person.email}</p>
        <p className="text-sm text-soft">
          {person.lastSeenAt === null
            ? t('neverSeen')
            : t('lastSeen', { when: format.instant(person.lastSeenAt) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={busy} onClick={onLink} aria-label={t('makeLinkNamed', { name })}>
          {t('makeLink')}
        </Button>
        {!isYou &&
          (person.suspendedAt === null ? (
            <Button size="small" disabled={busy} onClick={onSuspend} aria-label={t('suspendNamed', { name })}>
              {t('suspend')}
            </Button>
          ) : (
            <Button size="small" disabled={busy} onClick={onRestore} aria-label={t('restoreNamed', { name })}>
              {t('restore')}
            </Button>
          ))}
      </div>
    </li>
  );
}
