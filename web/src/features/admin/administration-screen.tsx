'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Notice } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useSession } from '@/features/session/use-session.ts';
import { FailedJobs } from './failed-jobs.tsx';
import { PeopleList } from './people-list.tsx';
import { SystemFacts } from './system-facts.tsx';

/** For whoever runs this Ikpa. Nothing here opens somebody's purse. */
export function AdministrationScreen(): ReactNode {
  const t = useTranslations('admin');
  const { user } = useSession();
  if (!user.isAdministrator) {
    return (
      <>
        <PageHeader title={t('title')} />
        <Notice title={t('notYou')}>
          <ButtonLink href="/settings" size="small">
            {t('toSettings')}
          </ButtonLink>
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="space-y-4">
        <Card aria-labelledby="people-title">
          <CardTitle id="people-title" className="mb-3">
            {t('people')}
          </CardTitle>
          <PeopleList />
        </Card>
        <Card aria-labelledby="jobs-title">
          <CardTitle id="jobs-title" className="mb-3">
            {t('jobs')}
          </CardTitle>
          <FailedJobs />
        </Card>
        <Card aria-labelledby="system-title">
          <CardTitle id="system-title" className="mb-3">
            {t('system')}
          </CardTitle>
          <SystemFacts />
        </Card>
      </div>
    </>
  );
}
