'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { answer, api, done } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';
import { deviceOf } from './device.ts';

/** Where this person is signed in, and a way to end each of them. */
export function SessionList(): ReactNode {
  const t = useTranslations('settings');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['sessions'],
    queryFn: async () => (await answer(api.GET('/api/v1/me/sessions'))).items,
  });
  const revoke = useMutation({
    mutationFn: (sessionId: string) =>
      done(api.DELETE('/api/v1/me/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSuccess: () => {
      say(t('sessionEnded'));
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => say(sentence(error, tc('unreachable'))),
  });
  return (
    <Loaded query={query}>
      {(items) => (
        <ul className="divide-y divide-line">
          {items.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-2 py-2.5">
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {deviceOf(session.userAgent) ?? t('unknownDevice')}
                  {session.current && <Badge tone="good">{t('thisDevice')}</Badge>}
                </p>
                <p className="text-sm text-soft">
                  {t('lastSeen', { when: format.instant(session.lastSeenAt) })}
                  {session.address !== null && ` · ${session.address}`}
                </p>
              </div>
              {!session.current && (
                <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate(session.id)}>
                  {t('endSession')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
