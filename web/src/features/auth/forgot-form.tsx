'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { ForgotPassword } from '@api/admin/admin.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { api, done } from '@/lib/api/client.ts';
import { ApiProblem, sentence } from '@/lib/api/problem.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';

const loadForgotPassword = async () => (await import('@api/admin/admin.contract.ts')).ForgotPassword;

interface Values {
  email: string;
}

/** Asks for a link by mail; where no mail is sent, says who can make one. Whose address it is, is never told. */
export function ForgotForm(): ReactNode {
  const t = useTranslations('forgot');
  const ta = useTranslations('auth');
  const tc = useTranslations('common');
  const [problem, setProblem] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<'sent' | 'off' | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, ForgotPassword>({
    defaultValues: { email: '' },
    resolver: useContractResolver(loadForgotPassword, (values: Values) => ({ email: values.email.trim() })),
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await done(api.POST('/api/v1/auth/forgot', { body }));
      setOutcome('sent');
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'mail-off') setOutcome('off');
      else setProblem(showProblem(error, setError, ['email']) ?? sentence(error, tc('unreachable')));
    }
  });

  if (outcome !== null) {
    return (
      <Notice tone={outcome === 'sent' ? 'good' : 'attention'} live title={t(`${outcome}Title`)}>
        {t(outcome)}
      </Notice>
    );
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={ta('email')} error={errors.email?.message}>
        {(wiring) => <Input type="email" autoComplete="username" {...wiring} {...register('email')} />}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {t('send')}
      </Button>
    </form>
  );
}
