'use client';

import { FileUp, Wallet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import type { PositionView } from '@api/position/position.contract.ts';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { ButtonLink } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useMoneyText } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { TransactionPanel } from '@/features/transactions/transaction-panel.tsx';
import { TransactionRow } from '@/features/transactions/transaction-row.tsx';
import { useTransactions } from '@/features/transactions/use-transactions.ts';
import { CashFlowCard } from './cash-flow-card.tsx';
import { CoverageNote } from './coverage-note.tsx';
import { FigureCards } from './figure-cards.tsx';
import { ScoreCard } from './score-card.tsx';
import { usePosition } from './use-position.ts';

/** One sentence of truth first, then the figures, then what they rest on. */
export function HomeScreen(): ReactNode {
  const query = usePosition();
  const accounts = useAccounts();
  const fresh = accounts.data?.every((account) => account.rows === 0) ?? false;
  return (
    <div className="space-y-4">
      <Loaded query={query} lines={4}>
        {(position) => (
          <>
            <Truth position={position} />
            <FigureCards position={position} />
            {fresh && <NextSteps hasAccount={(accounts.data?.length ?? 0) > 0} />}
            <ScoreCard position={position} />
          </>
        )}
      </Loaded>
      {!fresh && <CashFlowCard />}
      {!fresh && <LatestRows />}
      {query.data !== undefined && !fresh && <CoverageNote position={query.data} />}
    </div>
  );
}

function Truth({ position }: { position: PositionView }): ReactNode {
  const t = useTranslations('home');
  const money = useMoneyText();
  const format = useFormat();
  const { runway, safeToSpend } = position;
  return (
    <h1 className="max-w-3xl py-2 text-2xl leading-snug sm:text-3xl">
      {runway.known && safeToSpend.known
        ? t('truthBoth', {
            days: runway.days,
            amount: money(safeToSpend.perDay, position.currency, true),
            until: format.day(safeToSpend.until),
          })
        : runway.known
          ? t('truthRunway', { days: runway.days })
          : safeToSpend.known
            ? t('truthSafe', {
                amount: money(safeToSpend.perDay, position.currency, true),
                until: format.day(safeToSpend.until),
              })
            : t('truthNone')}
    </h1>
  );
}

/** Before the first rows: the two things that turn guesses into a picture. */
function NextSteps({ hasAccount }: { hasAccount: boolean }): ReactNode {
  const t = useTranslations('home');
  return (
    <Card aria-labelledby="next-steps" className="space-y-3">
      <CardTitle id="next-steps">{t('nextTitle')}</CardTitle>
      <p className="text-soft">{t('nextLead')}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/imports" variant={hasAccount ? 'primary' : 'secondary'}>
          <FileUp aria-hidden className="size-5" />
          {t('importStatement')}
        </ButtonLink>
        <ButtonLink href="/accounts" variant={hasAccount ? 'secondary' : 'primary'}>
          <Wallet aria-hidden className="size-5" />
          {t('addAccount')}
        </ButtonLink>
      </div>
    </Card>
  );
}

function LatestRows(): ReactNode {
  const t = useTranslations('home');
  const query = useTransactions({}, 6);
  const [opened, setOpened] = useState<TransactionView | null>(null);
  return (
    <Card aria-labelledby="latest" flush>
      <div className="flex items-center justify-between gap-3 px-4 pt-4 pb-2 sm:px-5">
        <CardTitle id="latest">{t('latest')}</CardTitle>
        <Link href="/transactions" className="text-sm font-medium underline underline-offset-4">
          {t('allRows')}
        </Link>
      </div>
      <div className="px-1 pb-2">
        <Loaded query={query} lines={5}>
          {({ pages }) => (
            <ul className="divide-y divide-line">
              {pages[0]?.items.map((row) => (
                <li key={row.id}>
                  <TransactionRow row={row} onOpen={setOpened} showDay short />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
      <Sheet open={opened !== null} onClose={() => setOpened(null)} title={t('oneRow')}>
        {opened !== null && <TransactionPanel row={opened} onDone={() => setOpened(null)} />}
      </Sheet>
    </Card>
  );
}
