'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ProgramTokenView } from '@api/programs/programs.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { answer, api, done } from '@/lib/api/client.ts';
import { sentence } from '@/lib/api/problem.ts';
import { TokenForm } from './token-form.tsx';

/** Keys for a person's own scripts and programs. */
export function ProgramSettings(): ReactNode {
  const t = useTranslations('programs');
  const tc = useTranslations('common');
  const say = useSay();
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ProgramTokenView | null>(null);
  const query = useQuery({
    queryKey: ['tokens'],
    queryFn: async () => (await answer(api.GET('/api/v1/me/tokens'))).items,
  });
  const revoke = useMutation({
    mutationFn: (tokenId: string) =>
      done(api.DELETE('/api/v1/me/tokens/{tokenId}', { params: { path: { tokenId } } })),
    onSuccess: () => {
      say(t('revoked'));
      return client.invalidateQueries({ queryKey: ['tokens'] });
    },
    onError: (error) => say(sentence(error, tc('unreachable'))),
    onSettled: () => setRevoking(null),
  });
  return (
    <div className="space-y-4">
      <Loaded query={query} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-sm text-soft">{t('none')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {items.map((token) => (
                <Token key={token.id} token={token} onRevoke={() => setRevoking(token)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Button onClick={() => setCreating(true)}>
        <Plus aria-hidden className="size-5" />
        {t('add')}
      </Button>
      <Sheet open={creating} onClose={() => setCreating(false)} title={t('add')}>
        <TokenForm onDone={() => setCreating(false)} />
      </Sheet>
      <Confirm
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        action={t('revoke')}
        busy={revoke.isPending}
        onConfirm={() => revoking !== null && revoke.mutate(revoking.id)}
      >
        <p>{t('revokeBody')}</p>
      </Confirm>
    </div>
  );
}

function Token({ token, onRevoke }: { token: ProgramTokenView; onRevoke: () => void }): ReactNode {
  const t = useTranslations('programs');
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{token.name}</span>
          {token.scopes.map((scope) => (
            <Badge key={scope}>{t(`scope.${scope}`)}</Badge>
          ))}
        </p>
        <p className="text-sm text-soft">
          {token.expiresAt === null ? t('noEnd') : t('ends', { when: format.instant(token.expiresAt) })}
          {' · '}
          {token.lastUsedAt === null
            ? t('neverUsed')
            : t('lastUsed', { when: format.instant(token.lastUsedAt) })}
        </p>
      </div>
      <Button size="small" onClick={onRevoke} aria-label={t('revokeNamed', { name: token.name })}>
        {t('revoke')}
      </Button>
    </li>
  );
}
