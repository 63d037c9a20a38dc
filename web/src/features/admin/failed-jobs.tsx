'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useJobs, useRetryJob } from './use-admin.ts';

/** What waits and runs in the background, and what failed: the latter with a way to try it again. */
export function FailedJobs(): ReactNode {
  const t = useTranslations('admin');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const query = useJobs();
  const retry = useRetryJob();
  return (
    <Loaded query={query}>
      {({ queues, failed }) => (
        <div className="space-y-4">
          {queues.length > 0 && (
            <ul className="space-y-1 text-sm">
              {queues.map((each) => (
                <li key={each.name} className="flex flex-wrap justify-between gap-x-3">
                  <span className="font-mono break-all">{each.name}</span>
                  <span className="text-soft">{t('queue', each)}</span>
                </li>
              ))}
            </ul>
          )}
          {failed.length === 0 ? (
            <p className="text-sm text-soft">{t('noFailed')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {failed.map((job) => (
                <li key={job.id} className="flex flex-wrap items-center justify-between gap-2 py-2.5 text-sm">
                  <div className="min-w-0">
                    <p className="font-mono break-all">{job.queue}</p>
                    <p className="text-soft">
                      {t('failedAt', {
                        when: job.failedAt === null ? '…' : format.instant(job.failedAt),
                        count: job.retries,
                      })}
                    </p>
                  </div>
                  <Button
                    size="small"
                    busy={retry.isPending}
                    onClick={() =>
                      retry.mutate(
                        { queue: job.queue, jobId: job.id },
                        {
                          onSuccess: () => say(t('retried')),
                          onError: (error) => say(sentence(error, tc('unreachable'))),
                        },
                      )
                    }
                  >
                    {t('retry')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Loaded>
  );
}
