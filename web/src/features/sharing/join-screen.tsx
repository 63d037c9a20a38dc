'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import type { InvitationPreview } from '@api/sharing/sharing.contract.ts';
import { Button, ButtonLink } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { Skeleton } from '@/components/skeleton.tsx';
import { SignInForm } from '@/features/auth/sign-in-form.tsx';
import { SignUpForm } from '@/features/auth/sign-up-form.tsx';
import { answer, api } from '@/lib/api/client.ts';
import { choosePurse } from '@/lib/chosen-purse.ts';
import { browserLocale, formatInstant } from '@/lib/format.ts';
import { ApiProblem, sentence } from '@/lib/api/problem.ts';

type State =
  | { is: 'looking' }
  | { is: 'no-secret' }
  | { is: 'refused'; why: string }
  | { is: 'open'; secret: string; offer: InvitationPreview; signedInAs: string | null };

/** The secret stands behind #, which no browser sends; from here on it goes in bodies only. */
async function look(): Promise<State> {
  const secret = window.location.hash.slice(1);
  if (secret === '') return { is: 'no-secret' };
  const [offer, signedInAs] = await Promise.all([
    answer(api.POST('/api/v1/invitations/look', { body: { secret } })),
    answer(api.GET('/api/v1/me')).then(
      (user) => user.name,
      (error: unknown) => {
        if (error instanceof ApiProblem) return null;
        throw error;
      },
    ),
  ]);
  return { is: 'open', secret, offer, signedInAs };
}

async function accept(secret: string): Promise<void> {
  const { purse } = await answer(api.POST('/api/v1/invitations/accept', { body: { secret } }));
  choosePurse(purse.id);
}

export function JoinScreen(): ReactNode {
  const t = useTranslations('join');
  const tc = useTranslations('common');
  const [state, setState] = useState<State>({ is: 'looking' });

  useEffect(() => {
    const start = (): void => {
      look().then(setState, (error: unknown) =>
        setState({ is: 'refused', why: sentence(error, tc('unreachable')) }),
      );
    };
    start();
    // Another link opened in the same tab changes nothing but the part behind #.
    window.addEventListener('hashchange', start);
    return () => window.removeEventListener('hashchange', start);
  }, [tc]);

  if (state.is === 'looking') return <Skeleton label={tc('loading')} lines={4} />;
  if (state.is !== 'open') {
    return (
      <div className="space-y-4">
        <Notice tone="attention" live title={t('notOpen')}>
          <p>{state.is === 'refused' ? state.why : t('noSecret')}</p>
          <p>{t('askAgain')}</p>
        </Notice>
        <ButtonLink href="/home" prefetch={false}>
          {t('toMine')}
        </ButtonLink>
      </div>
    );
  }
  return <Offer {...state} />;
}

function Offer({ secret, offer, signedInAs }: Extract<State, { is: 'open' }>): ReactNode {
  const t = useTranslations('join');
  const tc = useTranslations('common');
  const [way, setWay] = useState<'new' | 'known'>('new');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const join = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await accept(secret);
      window.location.assign('/home');
    } catch (error) {
      setProblem(sentence(error, tc('unreachable')));
      setBusy(false);
    }
  };

  return (
    <div className="space-y-5">
      <Notice tone="good" title={t('offer', { name: offer.invitedBy, purse: offer.purse })}>
        <p>{t(offer.role === 'viewer' ? 'asViewer' : 'asEditor')}</p>
        <p>{t('until', { when: formatInstant(offer.expiresAt, browserLocale(), zone()) })}</p>
      </Notice>
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {signedInAs !== null ? (
        <div className="space-y-3">
          <p>{t('signedIn', { name: signedInAs })}</p>
          <Button variant="primary" className="w-full" busy={busy} onClick={() => void join()}>
            {t('accept')}
          </Button>
        </div>
      ) : (
        <>
          <Segmented
            label={t('way')}
            value={way}
            onChange={setWay}
            options={[
              { value: 'new', label: t('new') },
              { value: 'known', label: t('known') },
            ]}
          />
          {way === 'new' ? (
            <SignUpForm invitation={secret} />
          ) : (
            <SignInForm onSignedIn={() => accept(secret)} />
          )}
        </>
      )}
    </div>
  );
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
