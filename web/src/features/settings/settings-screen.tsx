'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { AiSettings } from '@/features/ai/ai-settings.tsx';
import { HistoryList } from '@/features/audit/history-list.tsx';
import { CategorySettings } from '@/features/categories/category-settings.tsx';
import { ProgramSettings } from '@/features/programs/program-settings.tsx';
import { PeopleSettings } from '@/features/sharing/people-settings.tsx';
import { useMayChange, useSession } from '@/features/session/use-session.ts';
import { StatedSettings } from '@/features/stated/stated-settings.tsx';
import { AddressNotice } from './address-notice.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';
import { SignOut } from './sign-out.tsx';

export function SettingsScreen(): ReactNode {
  const t = useTranslations('settings');
  const mayChange = useMayChange();
  const { user } = useSession();
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-2">
        <Part id="profile" title={t('profile')}>
          <AddressNotice />
          <ProfileForm />
        </Part>
        <Part id="appearance" title={t('appearance')}>
          <AppearanceSettings />
        </Part>
        {mayChange && (
          <Part id="stated" title={t('stated')} lead={t('statedLead')}>
            <StatedSettings />
          </Part>
        )}
        <Part id="password" title={t('password')}>
          <PasswordForm />
        </Part>
        <Part id="people" title={t('people')} lead={t('peopleLead')} wide>
          <PeopleSettings />
        </Part>
        <Part id="ai" title={t('ai')} lead={t('aiLead')} wide>
          <AiSettings />
        </Part>
        <Part id="history" title={t('history')} lead={t('historyLead')} wide>
          <HistoryList />
        </Part>
        <Part id="sessions" title={t('sessions')} lead={t('sessionsLead')} wide>
          <SessionList />
        </Part>
        <Part id="programs" title={t('programs')} lead={t('programsLead')} wide>
          <ProgramSettings />
        </Part>
        {mayChange && (
          <Part id="categories" title={t('categories')} lead={t('categoriesLead')} wide>
            <CategorySettings />
          </Part>
        )}
        <Part id="data" title={t('data')} lead={t('dataLead')} wide>
          <ButtonLink href="/settings/data">{t('toData')}</ButtonLink>
        </Part>
        {user.isAdministrator && (
          <Part id="administration" title={t('admin')} lead={t('adminLead')} wide>
            <ButtonLink href="/administration">{t('toAdmin')}</ButtonLink>
          </Part>
        )}
        <Part id="leave" title={t('leave')} wide>
          <SignOut />
        </Part>
      </div>
    </>
  );
}

function Part({
  id,
  title,
  lead,
  wide = false,
  children,
}: {
  id: string;
  title: string;
  lead?: string;
  wide?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className={wide ? 'md:col-span-2' : ''}>
      <CardTitle id={`${id}-title`}>{title}</CardTitle>
      {lead !== undefined && <p className="mt-1 text-sm text-soft">{lead}</p>}
      <div className="mt-4">{children}</div>
    </Card>
  );
}
