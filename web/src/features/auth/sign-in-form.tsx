'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { SignIn } from '@api/auth/auth.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { answer, api } from '@/lib/api/client.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';
import { forgetStoredAnswers } from '@/lib/offline/stored-answers.ts';

const loadSignIn = async () => (await import('@api/auth/auth.contract.ts')).SignIn;

interface Values {
  email: string;
  password: string;
}

/** Only ways inside this product: a link from elsewhere must not send a person away after signing in. */
function safeNext(): string {
  const next = new URLSearchParams(window.location.search).get('next') ?? '';
  return /^\/(?![/\\])/.test(next) ? next : '/home';
}

/** `onSignedIn` is done before the next page opens: accepting an invitation, say. */
export function SignInForm({ onSignedIn }: { onSignedIn?: () => Promise<void> }): ReactNode {
  const t = useTranslations('auth');
  const tc = useTranslations('common');
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, SignIn>({
    defaultValues: { email: '', password: '' },
    resolver: useContractResolver(loadSignIn, (values: Values) => ({
      ...values,
      email: values.email.trim(),
    })),
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await answer(api.POST('/api/v1/auth/sign-in', { body }));
      // Whoever used this device before: their cached figures must not open for this person.
      await forgetStoredAnswers();
      await onSignedIn?.();
      window.location.assign(safeNext());
      await new Promise(() => {}); // stays busy until the next page takes over
    } catch (error) {
      setProblem(showProblem(error, setError, ['email', 'password']) ?? sentence(error, tc('unreachable')));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={t('email')} error={errors.email?.message}>
        {(wiring) => <Input type="email" autoComplete="username" {...wiring} {...register('email')} />}
      </Field>
      <Field label={t('password')} error={errors.password?.message}>
        {(wiring) => (
          <Input type="password" autoComplete="current-password" {...wiring} {...register('password')} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {t('signIn')}
      </Button>
      <p className="text-center text-sm">
        <Link href="/forgot" prefetch={false} className="text-leaf-ink underline underline-offset-4">
          {t('forgot')}
        </Link>
      </p>
      {onSignedIn === undefined && (
        <p className="text-center text-sm text-soft">
          {t('noAccount')}{' '}
          <Link
            href="/sign-up"
            prefetch={false}
            className="font-medium text-leaf-ink underline underline-offset-4"
          >
            {t('makeOne')}
          </Link>
        </p>
      )}
    </form>
  );
}
