'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { GivenRole, MemberView } from '@api/sharing/sharing.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Confirm } from '@/components/dialog.tsx';
import { Select } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useChangeMember, useMembers, type MemberChange } from './use-sharing.ts';

type Asked = { what: 'hand-over' | 'remove' | 'leave'; member: MemberView };

/** Members with their roles. The owner changes them; everybody else can leave. */
export function MemberList(): ReactNode {
  const t = useTranslations('people');
  const tc = useTranslations('common');
  const say = useSay();
  const purse = usePurse();
  const members = useMembers();
  const change = useChangeMember();
  const [asked, setAsked] = useState<Asked | null>(null);

  const apply = (body: MemberChange, said: string): void =>
    change.mutate(body, {
      onSuccess: () => say(said),
      onError: (error) => say(sentence(error, tc('unreachable'))),
      onSettled: () => setAsked(null),
    });

  return (
    <Loaded query={members}>
      {(items) => (
        <>
          <ul className="divide-y divide-line">
            {items.map((member) => (
              <Member
                key={member.userId}
                member={member}
                mayChange={purse.role === 'owner'}
                busy={change.isPending}
                onRole={(role) =>
                  apply(
                    { what: 'role', userId: member.userId, role },
                    t('roleChanged', { name: member.name }),
                  )
                }
                onAsk={(what) => setAsked({ what, member })}
              />
            ))}
          </ul>
          <Confirm
            open={asked !== null}
            onClose={() => setAsked(null)}
            title={asked === null ? '' : t(`ask.${asked.what}.title`, { name: asked.member.name })}
            action={asked === null ? '' : t(`ask.${asked.what}.action`)}
            busy={change.isPending}
            onConfirm={() => {
              if (asked === null) return;
              const { what, member } = asked;
              apply(
                { what: what === 'hand-over' ? 'hand-over' : 'remove', userId: member.userId },
                t(`ask.${what}.done`, { name: member.name, purse: purse.name }),
              );
            }}
          >
            <p>{asked !== null && t(`ask.${asked.what}.body`, { name: asked.member.name })}</p>
          </Confirm>
        </>
      )}
    </Loaded>
  );
}

function Member({
  member,
  mayChange,
  busy,
  onRole,
  onAsk,
}: {
  member: MemberView;
  mayChange: boolean;
  busy: boolean;
  onRole: (role: GivenRole) => void;
  onAsk: (what: Asked['what']) => void;
}): ReactNode {
  const t = useTranslations('people');
  const tr = useTranslations('roles');
  const format = useFormat();
  const others = mayChange && !member.you;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{member.name}</span>
          {member.you && <Badge tone="good">{t('you')}</Badge>}
          {!others && <Badge>{tr(member.role)}</Badge>}
        </p>
        <p className="text-sm text-soft">{t('since', { when: format.instant(member.since) })}</p>
      </div>
      {others && member.role !== 'owner' && (
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label={t('roleOf', { name: member.name })}
            value={member.role}
            disabled={busy}
            onChange={(event) => onRole(event.target.value === 'editor' ? 'editor' : 'viewer')}
          >
            <option value="editor">{tr('editor')}</option>
            <option value="viewer">{tr('viewer')}</option>
          </Select>
          <Button
            size="small"
            onClick={() => onAsk('hand-over')}
            aria-label={t('handOverNamed', { name: member.name })}
          >
            {t('handOver')}
          </Button>
          <Button
            size="small"
            onClick={() => onAsk('remove')}
            aria-label={t('removeNamed', { name: member.name })}
          >
            {t('remove')}
          </Button>
        </div>
      )}
      {member.you && member.role !== 'owner' && (
        <Button size="small" onClick={() => onAsk('leave')}>
          {t('leave')}
        </Button>
      )}
    </li>
  );
}
