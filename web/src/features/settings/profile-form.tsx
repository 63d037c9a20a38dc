'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { UpdateMe } from '@api/users/users.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useSession } from '@/features/session/use-session.ts';
import { answer, api } from '@/lib/api/client.ts';
import { formatDay, formatMoney } from '@/lib/format.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';

const loadUpdateMe = async () => (await import('@api/users/users.contract.ts')).UpdateMe;

interface Values {
  name: string;
  locale: string;
  zone: string;
}

/** Ways of writing numbers and days; English words in each, so that the page stays of one piece. */
const locales = [
  'en-NG',
  'en-GH',
  'en-KE',
  'en-ZA',
  'en-RW',
  'en-UG',
  'en-TZ',
  'en-GB',
  'en-US',
  'en-EG',
  'fr-FR',
  'de-DE',
];

export function ProfileForm(): ReactNode {
  const t = useTranslations('settings');
  const tc = useTranslations('common');
  const say = useSay();
  const client = useQueryClient();
  const { user, purse } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (body: UpdateMe) => answer(api.PATCH('/api/v1/me', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, UpdateMe>({
    defaultValues: { name: user.name, locale: user.locale, zone: user.zone },
    resolver: useContractResolver(loadUpdateMe, (values: Values) => values),
  });
  const { errors, isSubmitting } = formState;
  const choices = locales.includes(user.locale) ? locales : [user.locale, ...locales];

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await save.mutateAsync(body);
      say(t('saved'));
    } catch (error) {
      setProblem(
        showProblem(error, setError, ['name', 'locale', 'zone']) ?? sentence(error, tc('unreachable')),
      );
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <p className="text-sm wrap-anywhere text-soft">{t('signedInAs', { email: user.email })}</p>
      <Field label={t('name')} error={errors.name?.message}>
        {(wiring) => <Input autoComplete="name" {...wiring} {...register('name')} />}
      </Field>
      <Field label={t('locale')} error={errors.locale?.message}>
        {(wiring) => (
          <Select {...wiring} {...register('locale')}>
            {choices.map((locale) => (
              <option key={locale} value={locale}>
                {`${formatMoney(123_456_78, purse.baseCurrency, locale)} · ${formatDay('2026-03-09', locale)} (${locale})`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('zone')} error={errors.zone?.message}>
        {(wiring) => (
          <Select {...wiring} {...register('zone')}>
            {[...new Set([user.zone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting}>
        {tc('save')}
      </Button>
    </form>
  );
}
