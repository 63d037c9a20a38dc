'use client';

import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { ButtonLink } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { AiAtWork, AiOffer } from './ai-offer.tsx';
import { AskDay } from './ask-day.tsx';
import { CommitBar } from './commit-bar.tsx';
import { ImportProgressBar } from './import-progress-bar.tsx';
import { ImportResult } from './import-result.tsx';
import { KeptFile } from './kept-file.tsx';
import { ReadByAi } from './read-by-ai.tsx';
import { Recognised } from './recognised.tsx';
import { RowPreview } from './row-preview.tsx';
import { StatementCard } from './statement-card.tsx';
import { TableMapper } from './table-mapper.tsx';
import { StatusBadge } from './status-badge.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { isMoving, useAfterImport, useImport } from './use-imports.ts';

/** One file from upload to undo; which parts show follows from its status alone. */
export function ImportScreen(): ReactNode {
  const t = useTranslations('imports');
  const id = useSearchParams().get('id');
  if (id === null || id === '') {
    return (
      <Notice title={t('noneChosen')}>
        <ButtonLink href="/imports" size="small">
          {t('toImports')}
        </ButtonLink>
      </Notice>
    );
  }
  return <OneImport key={id} id={id} />;
}

function OneImport({ id }: { id: string }): ReactNode {
  const query = useImport(id);
  return (
    <Loaded query={query} lines={8}>
      {(view) => <Parts view={view} />}
    </Loaded>
  );
}

function Parts({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const tp = useTranslations('purses');
  const mayChange = useMayChange();
  const open = view.status === 'ready';
  useAfterImport(view.status);
  return (
    <div className="space-y-5">
      <PageHeader
        title={<span className="break-all">{view.fileName}</span>}
        lead={t('uploadedOn', { when: format.instant(view.createdAt) })}
      >
        <StatusBadge status={view.status} />
      </PageHeader>
      {isMoving(view.status) && <ImportProgressBar view={view} />}
      <AiAtWork view={view} />
      {view.status === 'locked' && <UnlockForm view={view} />}
      {view.status === 'failed' && (
        <Notice
          tone="attention"
          live
          title={t(isMappable(view) || view.ai.offered ? 'unsureTitle' : 'failedTitle')}
        >
          <p>{view.problem?.detail}</p>
          {view.problem?.where != null && (
            <p className="text-soft">{t('where', { where: view.problem.where })}</p>
          )}
          <p>{t('nothingSaved')}</p>
          <ButtonLink href="/imports" size="small" variant="primary">
            {t('tryAnother')}
          </ButtonLink>
        </Notice>
      )}
      {isMappable(view) && mayChange && <TableMapper view={view} />}
      {view.status !== 'failed' && view.status !== 'locked' && view.problem !== null && (
        <Notice tone="attention" live>
          <p>{view.problem.detail}</p>
          {view.problem.where !== null && (
            <p className="text-soft">{t('where', { where: view.problem.where })}</p>
          )}
        </Notice>
      )}
      <AiOffer view={view} />
      <ReadByAi view={view} />
      {open && view.sameFileAs !== null && (
        <Notice title={t('sameFileTitle')}>
          <p>{t('sameFile')}</p>
        </Notice>
      )}
      {open && mayChange && view.format === 'messages' && view.counts.rejected > 0 && <AskDay view={view} />}
      <ImportResult view={view} />
      {view.statements.length > 0 && (
        <>
          <Recognised view={view} />
          <section aria-labelledby="statements" className="space-y-3">
            <h2 id="statements" className="text-xl">
              {t('statements', { count: view.statements.length })}
            </h2>
            {view.statements.map((statement) => (
              <StatementCard key={statement.id} view={view} statement={statement} />
            ))}
          </section>
          {open && mayChange && hasTables(view) && <TableMapper view={view} />}
          <RowPreview view={view} />
        </>
      )}
      <KeptFile view={view} />
      {open && (mayChange ? <CommitBar view={view} /> : <Notice>{tp('lookOnly')}</Notice>)}
    </div>
  );
}

/** A table that could not be read by itself; the columns of a PDF are where they stand. */
function isMappable({ status, hasFile, format }: ImportView): boolean {
  return status === 'failed' && hasFile && format !== 'pdf';
}

/**
 * Formats whose columns a person may choose; exports of other programs say themselves what theirs mean. What was saved
 * once is not read anew.
 */
function hasTables({ format, hasFile, dialect, undoneAt }: ImportView): boolean {
  if (undoneAt !== null) return false;
  const tables = ['csv', 'xlsx', 'xls', 'html', 'xml-spreadsheet'];
  if (format === 'zip') return hasFile;
  return hasFile && dialect !== null && format !== null && tables.includes(format);
}
