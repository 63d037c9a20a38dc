'use client';

import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberList } from './member-list.tsx';
import { PurseName } from './purse-name.tsx';

/** Who is in the open purse and, for its owner, who may come in. */
export function PeopleSettings(): ReactNode {
  const t = useTranslations('people');
  const purse = usePurse();
  const [inviting, setInviting] = useState(false);
  const owner = purse.role === 'owner';
  return (
    <div className="space-y-5">
      {owner && <PurseName />}
      <MemberList />
      {owner && (
        <>
          <Button onClick={() => setInviting(true)}>
            <UserPlus aria-hidden className="size-5" />
            {t('invite')}
          </Button>
          <InvitationList />
          <Sheet open={inviting} onClose={() => setInviting(false)} title={t('invite')}>
            <InviteForm onDone={() => setInviting(false)} />
          </Sheet>
        </>
      )}
    </div>
  );
}
