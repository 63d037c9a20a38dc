'use client';

import { Accordion } from '@base-ui/react/accordion';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { PositionView } from '@api/position/position.contract.ts';
import { Card, CardTitle } from '@/components/card.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { cx } from '@/lib/cx.ts';
import { MissingList } from './missing-list.tsx';
import { ScoreGauge } from './score-gauge.tsx';

type Part = PositionView['score']['parts'][number];

/** The score and its five parts; each part opens to its measure and to the rows behind it. */
export function ScoreCard({ position }: { position: PositionView }): ReactNode {
  const t = useTranslations('score');
  const { score } = position;
  return (
    <Card
      aria-labelledby="score"
      className="grid grid-cols-1 gap-x-8 gap-y-4 md:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div className="text-center">
        <CardTitle id="score" className="mb-2 text-left">
          {t('title')}
        </CardTitle>
        {score.known ? (
          <ScoreGauge score={score.score} word={t(`label.${score.label}`)} />
        ) : (
          <div className="rounded-xl bg-sunken p-3 text-left">
            <p className="mb-1 font-medium">{t('noScore')}</p>
            <MissingList missing={score.missing} />
          </div>
        )}
      </div>
      <Accordion.Root multiple className="divide-y divide-line">
        {score.parts.map((part) => (
          <ScorePart key={part.key} part={part} />
        ))}
      </Accordion.Root>
    </Card>
  );
}

function ScorePart({ part }: { part: Part }): ReactNode {
  const t = useTranslations('score');
  const format = useFormat();
  return (
    <Accordion.Item>
      <Accordion.Header className="font-sans text-base">
        <Accordion.Trigger className="group flex min-h-14 w-full items-center gap-3 py-2.5 text-left">
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{t(`part.${part.key}`)}</span>
              <span className="text-sm whitespace-nowrap text-soft">
                {part.known ? t('points', { points: Math.round(part.points) }) : t('unknown')}
              </span>
            </span>
            <Bar points={part.known ? part.points : null} />
          </span>
          <ChevronDown
            aria-hidden
            className="size-5 shrink-0 text-soft transition-transform group-data-panel-open:rotate-180"
          />
        </Accordion.Trigger>
      </Accordion.Header>
      <Accordion.Panel className="space-y-2 pb-3 text-sm">
        <p className="text-soft">{t(`about.${part.key}`, { weight: part.weight })}</p>
        {part.known ? (
          <>
            <p className="text-base font-medium">
              <Measure part={part} />
            </p>
            {part.note !== null && <p>{part.note}</p>}
            {part.evidence.rows > 0 && part.evidence.from !== '' && (
              <p>
                {t('evidence', {
                  count: part.evidence.rows,
                  range: format.range(part.evidence.from, part.evidence.to),
                })}{' '}
                <EvidenceLinks part={part} />
              </p>
            )}
          </>
        ) : (
          <MissingList missing={part.missing} />
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Measure({ part }: { part: Extract<Part, { known: true }> }): ReactNode {
  const t = useTranslations('score');
  const format = useFormat();
  if (part.key === 'runway') return t('measure.runway', { days: part.measure });
  if (part.key === 'saving' && part.measure < 0) {
    return t('measure.overspending', { share: format.share(-part.measure) });
  }
  return t(`measure.${part.key}`, { share: format.share(part.measure) });
}

/** The list takes one kind at a time, so there is one link for each. */
function EvidenceLinks({ part }: { part: Extract<Part, { known: true }> }): ReactNode {
  const t = useTranslations('score');
  const tk = useTranslations('categoryKinds');
  const { from, to, kinds } = part.evidence;
  return (
    <span>
      {t('seeRows')}{' '}
      {kinds.map((kind, index) => (
        <span key={kind}>
          {index > 0 && ', '}
          <Link
            href={`/transactions?kind=${kind}&from=${from}&to=${to}`}
            className="font-medium underline underline-offset-4"
          >
            {tk(kind)}
          </Link>
        </span>
      ))}
    </span>
  );
}

function Bar({ points }: { points: number | null }): ReactNode {
  return (
    <span aria-hidden className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-line">
      {points !== null && (
        <span
          className={cx('block h-full rounded-full', points < 40 ? 'bg-chart-out' : 'bg-leaf')}
          style={{ width: `${points}%` }}
        />
      )}
    </span>
  );
}
