'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Rhythm, StatedFigures } from '@api/purses/purses.contract.ts';
import { AmountInput, Field, Select } from '@/components/field.tsx';
import { parseTyped, toTyped } from '@/lib/amount.ts';

/** The three figures as they are typed. */
export interface TypedFigures {
  atHand: string;
  income: string;
  incomeRhythm: Rhythm;
  spending: string;
  spendingRhythm: Rhythm;
}

export const noFigures: TypedFigures = {
  atHand: '',
  income: '',
  incomeRhythm: 'monthly',
  spending: '',
  spendingRhythm: 'monthly',
};

const rhythms: readonly Rhythm[] = ['daily', 'weekly', 'fortnightly', 'monthly', 'irregular'];

export function typeFigures(stated: StatedFigures, currency: string): TypedFigures {
  return {
    atHand: toTyped(stated.moneyAtHand, currency),
    income: toTyped(stated.income.amount, currency),
    incomeRhythm: stated.income.rhythm,
    spending: toTyped(stated.spending.amount, currency),
    spendingRhythm: stated.spending.rhythm,
  };
}

/** All three as minor units, or null while one is missing or no amount. */
export function readFigures(typed: TypedFigures, currency: string): StatedFigures | null {
  const moneyAtHand = parseTyped(typed.atHand, currency);
  const income = parseTyped(typed.income, currency);
  const spending = parseTyped(typed.spending, currency);
  if (moneyAtHand === null || income === null || spending === null) return null;
  if (moneyAtHand < 0 || income < 0 || spending < 0) return null;
  return {
    moneyAtHand,
    income: { amount: income, rhythm: typed.incomeRhythm, nextOn: null },
    spending: { amount: spending, rhythm: typed.spendingRhythm },
  };
}

/** Five small fields: what is there, what comes, what goes, and how often. */
export function FigureFields({
  typed,
  currency,
  onChange,
}: {
  typed: TypedFigures;
  currency: string;
  onChange: (change: Partial<TypedFigures>) => void;
}): ReactNode {
  const t = useTranslations('landing');
  const bad = (text: string): string | undefined => {
    const amount = text.trim() === '' ? 0 : parseTyped(text, currency);
    return amount === null || amount < 0 ? t('badAmount') : undefined;
  };
  return (
    <>
      <Field label={t('atHand')} hint={t('atHandHint')} error={bad(typed.atHand)}>
        {(wiring) => (
          <AmountInput
            currency={currency}
            value={typed.atHand}
            onChange={(event) => onChange({ atHand: event.target.value })}
            {...wiring}
          />
        )}
      </Field>
      {(
        [
          ['income', 'incomeRhythm'],
          ['spending', 'spendingRhythm'],
        ] as const
      ).map(([amount, rhythm]) => (
        <Field key={amount} label={t(amount)} error={bad(typed[amount])}>
          {(wiring) => (
            <div className="grid grid-cols-[minmax(0,1fr)_8.75rem] gap-2">
              <AmountInput
                currency={currency}
                value={typed[amount]}
                onChange={(event) => onChange({ [amount]: event.target.value })}
                {...wiring}
              />
              <Select
                aria-label={t(rhythm)}
                value={typed[rhythm]}
                onChange={(event) => onChange({ [rhythm]: event.target.value as Rhythm })}
              >
                {rhythms.map((each) => (
                  <option key={each} value={each}>
                    {t(`rhythm.${each}`)}
                  </option>
                ))}
              </Select>
            </div>
          )}
        </Field>
      ))}
    </>
  );
}
