'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { ResetPassword } from '@api/admin/admin.contract.ts';
import { Button, ButtonLink } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { api, done } from '@/lib/api/client.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';

const loadResetPassword = async () => (await import('@api/admin/admin.contract.ts')).ResetPassword;

interface Values {
  password: string;
}

/** Sets a password by an administrator's link; its secret stands behind # and leaves in the body only. */
export function ResetForm(): ReactNode {
  const t = useTranslations('reset');
  const ta = useTranslations('auth');
  const tc = useTranslations('common');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSet, setIsSet] = useState(false);
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, ResetPassword>({
    defaultValues: { password: '' },
    resolver: useContractResolver(loadResetPassword, (values: Values) => ({
      secret: window.location.hash.slice(1),
      password: values.password,
    })),
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(
    async (body) => {
      setProblem(null);
      try {
        await done(api.POST('/api/v1/auth/reset', { body }));
        setIsSet(true);
      } catch (error) {
        setProblem(showProblem(error, setError, ['password']) ?? sentence(error, tc('unreachable')));
      }
    },
    // A secret that is too short belongs to no field.
    (refused) => setProblem('secret' in refused ? t('noSecret') : null),
  );

  if (isSet) {
    return (
      <div className="space-y-4">
        <Notice tone="good" live title={t('doneTitle')}>
          {t('done')}
        </Notice>
        <ButtonLink href="/sign-in" variant="primary" className="w-full">
          {ta('signIn')}
        </ButtonLink>
      </div>
    );
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={t('password')} hint={t('hint')} error={errors.password?.message}>
        {(wiring) => (
          <Input type="password" autoComplete="new-password" {...wiring} {...register('password')} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {t('set')}
      </Button>
    </form>
  );
}
