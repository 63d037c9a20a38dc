'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Country } from '@api/purses/purses.contract.ts';
import { statedResult, type StatedResult } from '@domain/stated.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Field, Select } from '@/components/field.tsx';
import { browserLocale, formatMoney, todayIn } from '@/lib/format.ts';
import { countryName, countryOfZone, currencyOf, stateableCountries } from './countries.ts';
import { FigureFields, noFigures, readFigures, type TypedFigures } from './figure-fields.tsx';
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

  useEffect(() => {
    // After the first paint, because the page was made on no particular clock.
    const guess = countryOfZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (guess !== undefined) setCountry(guess);
  }, []);

  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (stated === null) return;
    keepFigures({ country, currency, stated });
    router.push('/sign-up');
  };

  return (
    <form noValidate onSubmit={keep} className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
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
              // The very computation of the service, run here before anything is sent anywhere.
              result={statedResult(stated, todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone))}
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

function Result({ result, currency }: { result: StatedResult; currency: string }): ReactNode {
  const t = useTranslations('landing');
  const { runway, safeToSpend } = result;
  return (
    <dl className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <Figure
        name={t('runway')}
        value={
          !runway.known || runway.days > MANY_DAYS
            ? t('manyDays', { days: MANY_DAYS })
            : t('days', { days: runway.days })
        }
        why={runway.known ? t('runwayWhy') : t('noSpending')}
      />
      <Figure
        name={t('safe')}
        value={
          safeToSpend.known
            ? t.rich('perDay', {
                amount: formatMoney(safeToSpend.perDay, currency, browserLocale(), { short: true }),
                small: (text) => <span className="text-base font-normal">{text}</span>,
              })
            : t('notYet')
        }
        why={safeToSpend.known ? t('safeWhy', { days: safeToSpend.days }) : t('safeNotYet')}
      />
    </dl>
  );
}

function Figure({ name, value, why }: { name: string; value: ReactNode; why: string }): ReactNode {
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
