'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Country } from '@api/purses/purses.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Field, Select } from '@/components/field.tsx';
import { browserLocale, formatMoney, todayIn } from '@/lib/format.ts';
import { countryName, currencyOf, stateableCountries } from './countries.ts';
import { FigureFields, noFigures, readFigures, type TypedFigures } from './figure-fields.tsx';
import { firstResult, type FirstResult } from './first-result.ts';
import { keepFigures } from './kept-figures.ts';

/** Three figures in, the first result out, in the browser alone; "keep it" carries them to the sign-up. */
export function ThreeFigures(): ReactNode {
  const t = useTranslations('landing');
  const tc = useTranslations('common');
  const router = useRouter();
  const [country, setCountry] = useState<Country>('NG');
  const [typed, setTyped] = useState<TypedFigures>(noFigures);
  const currency = currencyOf(country);
  const stated = readFigures(typed, currency);

  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (stated === null) return;
    keepFigures({ country, currency, stated });
    router.push('/sign-up');
  };

  return (
    <form noValidate onSubmit={keep} className="grid items-start gap-4 lg:grid-cols-2">
      <Card aria-labelledby="figures" className="space-y-4">
        <CardTitle id="figures">{t('formTitle')}</CardTitle>
        <Field label={t('country')}>
          {(wiring) => (
            <Select
              value={country}
              autoComplete="country"
              onChange={(event) => setCountry(event.target.value as Country)}
              {...wiring}
            >
              {stateableCountries.map((code) => (
                <option key={code} value={code}>
                  {`${countryName(code, tc('elsewhere'))} (${currencyOf(code)})`}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FigureFields
          typed={typed}
          currency={currency}
          onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
        />
      </Card>
      <Card aria-labelledby="result" className="space-y-4 lg:sticky lg:top-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <CardTitle id="result">{t('resultTitle')}</CardTitle>
          {stated !== null && <Badge tone="attention">{t('fromStated')}</Badge>}
        </div>
        <div aria-live="polite">
          {stated === null ? (
            <p className="py-6 text-soft">{t('waiting')}</p>
          ) : (
            <Result
              result={firstResult(stated, todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone))}
              currency={currency}
            />
          )}
        </div>
        <Button type="submit" variant="primary" disabled={stated === null} className="w-full">
          {t('keep')}
        </Button>
        <p className="text-center text-sm text-soft">{t('keepWhy')}</p>
      </Card>
    </form>
  );
}

/** Beyond this a number of days says no more than "long". */
const MANY_DAYS = 3650;

function Result({ result, currency }: { result: FirstResult; currency: string }): ReactNode {
  const t = useTranslations('landing');
  const { runwayDays, safePerDay, daysToIncome } = result;
  return (
    <dl className="grid gap-5 sm:grid-cols-2">
      <Figure
        name={t('runway')}
        value={
          runwayDays === null || runwayDays > MANY_DAYS
            ? t('manyDays', { days: MANY_DAYS })
            : t('days', { days: runwayDays })
        }
        why={runwayDays === null ? t('noSpending') : t('runwayWhy')}
      />
      <Figure
        name={t('safe')}
        value={
          safePerDay === null
            ? t('notYet')
            : t('perDay', { amount: formatMoney(safePerDay, currency, browserLocale(), { short: true }) })
        }
        why={daysToIncome === null ? t('safeNotYet') : t('safeWhy', { days: daysToIncome })}
      />
    </dl>
  );
}

function Figure({ name, value, why }: { name: string; value: string; why: string }): ReactNode {
  const id = useId();
  return (
    <div>
      <dt id={id} className="text-sm text-soft">
        {name}
      </dt>
      <dd>
        <span className="block text-3xl font-semibold text-leaf-ink">{value}</span>
        <span className="text-sm text-soft">{why}</span>
      </dd>
    </div>
  );
}
