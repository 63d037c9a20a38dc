'use client';

import { Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useId, useState, type ReactNode } from 'react';
import type { CashFlowView } from '@api/position/position.contract.ts';
import { Button } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { Money, useMoneyText } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useCashFlow, type FlowsBy } from './use-position.ts';

/** Fetched while the figures are read: nothing of it is needed to draw the page, and it keeps its place. */
const CashFlowChart = dynamic(async () => (await import('./cash-flow-chart.tsx')).CashFlowChart, {
  ssr: false,
  loading: () => <div className="h-65" />,
});

/** Money in and out per income period or month: a picture, a sentence, and a table for those who want it. */
export function CashFlowCard(): ReactNode {
  const t = useTranslations('flows');
  const [by, setBy] = useState<FlowsBy>('period');
  const [asTable, setAsTable] = useState(false);
  const table = useId();
  const query = useCashFlow(by);
  return (
    <Card aria-labelledby="flows" className="space-y-4">
      <div className="flex flex-wrap items-center gap-3">
        <CardTitle id="flows" className="mr-auto">
          {t('title')}
        </CardTitle>
        <Button
          className="sm:order-last"
          size="small"
          aria-expanded={asTable}
          aria-controls={asTable ? table : undefined}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 aria-hidden className="size-4" />
          {t('table')}
        </Button>
        <div className="w-full sm:w-auto">
          <Segmented
            label={t('by')}
            hideLabel
            value={by}
            onChange={setBy}
            options={[
              { value: 'period', label: t('byPeriod') },
              { value: 'month', label: t('byMonth') },
            ]}
          />
        </div>
      </div>
      <Loaded query={query} lines={5}>
        {(flows) =>
          flows.periods.length === 0 ? (
            <p className="text-soft">{t('none')}</p>
          ) : (
            <>
              <Summary flows={flows} />
              <CashFlowChart flows={flows} />
              {asTable && <FlowTable id={table} flows={flows} />}
              {flows.excluded.map((each) => (
                <p key={each.currency} className="text-sm text-soft">
                  {t('excluded', { rows: each.rows, currency: each.currency })}
                </p>
              ))}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

/** The last period that is over, in words. */
function Summary({ flows }: { flows: CashFlowView }): ReactNode {
  const t = useTranslations('flows');
  const money = useMoneyText();
  const format = useFormat();
  const last = flows.periods.findLast((period) => period.complete) ?? flows.periods.at(-1);
  if (last === undefined) return null;
  return (
    <p>
      {t(last.net >= 0 ? 'summaryStayed' : 'summaryShort', {
        from: format.day(last.from),
        to: format.day(last.to),
        in: money(last.in, flows.currency, true),
        out: money(last.out, flows.currency, true),
        net: money(Math.abs(last.net), flows.currency, true),
      })}
    </p>
  );
}

function FlowTable({ id, flows }: { id: string; flows: CashFlowView }): ReactNode {
  const t = useTranslations('flows');
  const format = useFormat();
  const { currency } = flows;
  return (
    // A wide table scrolls inside its frame; the frame takes the keyboard, so that arrow keys move it.
    <div id={id} role="region" aria-label={t('tableLabel')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-[0.8125rem] sm:text-sm">
        <caption className="sr-only">{t('tableLabel')}</caption>
        <thead>
          <tr className="border-b border-line text-right text-soft">
            <th scope="col" className="py-2 pr-3 text-left font-medium">
              {t('period')}
            </th>
            <th scope="col" className="px-1 sm:px-2 font-medium">
              {t('in')}
            </th>
            <th scope="col" className="px-1 sm:px-2 font-medium">
              {t('out')}
            </th>
            <th scope="col" className="pl-1 font-medium sm:pl-2">
              {t('net')}
            </th>
          </tr>
        </thead>
        <tbody>
          {flows.periods.map((period) => (
            <tr key={period.from} className="border-b border-line text-right last:border-0">
              <th scope="row" className="py-2 pr-2 text-left font-normal">
                {flows.by === 'month'
                  ? format.day(period.from, 'month')
                  : format.range(period.from, period.to, false)}
                {!period.complete && <span className="block text-xs text-soft">{t('notComplete')}</span>}
              </th>
              <td className="px-1 sm:px-2">
                <Money amount={period.in} currency={currency} short />
              </td>
              <td className="px-1 sm:px-2">
                <Money amount={period.out} currency={currency} short />
              </td>
              <td className="pl-1 font-medium sm:pl-2">
                <Money amount={period.net} currency={currency} short signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
