'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { SignUp, AuthOptions } from '@api/auth/auth.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { dropFigures, keptFigures, type KeptFigures } from '@/features/stated/kept-figures.ts';
import { answer, api } from '@/lib/api/client.ts';
import { browserLocale, formatMoney } from '@/lib/format.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';
import { forgetStoredAnswers } from '@/lib/offline/stored-answers.ts';
import { countryName, stateableCountries } from '@/features/stated/countries.ts';

const loadSignUp = async () => (await import('@api/auth/auth.contract.ts')).SignUp;

interface Values {
  name: string;
  email: string;
  password: string;
  country: string;
}

/** With `invitation` (its secret) the new person is a member of that purse from the start. */
export function SignUpForm({ invitation }: { invitation?: string }): ReactNode {
  const t = useTranslations('auth');
  const tc = useTranslations('common');
  const [kept, setKept] = useState<KeptFigures | null>(null);
  const [options, setOptions] = useState<AuthOptions | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, setValue, formState } = useForm<Values, unknown, SignUp>({
    defaultValues: { name: '', email: '', password: '', country: '' },
    resolver: useContractResolver(loadSignUp, (values: Values) => ({
      name: values.name,
      email: values.email.trim(),
      password: values.password,
      country: values.country,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: browserLocale(),
      ...(kept === null ? {} : { stated: kept.stated }),
      ...(invitation === undefined ? {} : { invitation }),
    })),
  });
  const { errors, isSubmitting } = formState;

  useEffect(() => {
    const figures = keptFigures();
    setKept(figures);
    if (figures !== null) setValue('country', figures.country);
    answer(api.GET('/api/v1/auth/options')).then(setOptions, (error: unknown) =>
      setProblem(sentence(error, tc('unreachable'))),
    );
  }, [setValue, tc]);

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      const { purses } = await answer(api.POST('/api/v1/auth/sign-up', { body }));
      dropFigures();
      await forgetStoredAnswers();
      // The purse of the invitation is what brought this person here: it opens first.
      const joined = invitation === undefined ? undefined : purses.find((each) => each.role !== 'owner');
      if (joined !== undefined) (await import('@/lib/chosen-purse.ts')).choosePurse(joined.id);
      window.location.assign('/home');
      await new Promise(() => {}); // stays busy until the next page takes over
    } catch (error) {
      setProblem(
        showProblem(error, setError, ['name', 'email', 'password', 'country']) ??
          sentence(error, tc('unreachable')),
      );
    }
  });

  if (options?.signUp === 'closed') {
    return <Notice title={t('closedTitle')}>{t('closed')}</Notice>;
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {kept !== null && (
        <Notice tone="good" title={t('keptTitle')}>
          {t('kept', {
            atHand: formatMoney(kept.stated.moneyAtHand, kept.currency, browserLocale(), { short: true }),
            income: formatMoney(kept.stated.income.amount, kept.currency, browserLocale(), { short: true }),
            spending: formatMoney(kept.stated.spending.amount, kept.currency, browserLocale(), {
              short: true,
            }),
          })}
        </Notice>
      )}
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={t('name')} error={errors.name?.message}>
        {(wiring) => <Input autoComplete="name" {...wiring} {...register('name')} />}
      </Field>
      <Field label={t('email')} error={errors.email?.message}>
        {(wiring) => <Input type="email" autoComplete="username" {...wiring} {...register('email')} />}
      </Field>
      <Field
        label={t('password')}
        hint={t('passwordHint', { count: options?.passwordMinLength ?? 12 })}
        error={errors.password?.message}
      >
        {(wiring) => (
          <Input type="password" autoComplete="new-password" {...wiring} {...register('password')} />
        )}
      </Field>
      {kept === null && (
        <Field label={t('country')} hint={t('countryHint')} error={errors.country?.message}>
          {(wiring) => (
            <Select {...wiring} {...register('country')}>
              <option value="">{tc('choose')}</option>
              {stateableCountries.map((code) => (
                <option key={code} value={code}>
                  {countryName(code, tc('elsewhere'))}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {kept === null ? t('signUp') : t('signUpAndKeep')}
      </Button>
      {invitation === undefined && (
        <p className="text-center text-sm text-soft">
          {t('haveAccount')}{' '}
          <Link
            href="/sign-in"
            prefetch={false}
            className="font-medium text-leaf-ink underline underline-offset-4"
          >
            {t('signIn')}
          </Link>
        </p>
      )}
    </form>
  );
}
