'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { ChangePassword } from '@api/auth/auth.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useSession } from '@/features/session/use-session.ts';
import { api, done } from '@/lib/api/client.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';

const loadChangePassword = async () => (await import('@api/auth/auth.contract.ts')).ChangePassword;

interface Values {
  currentPassword: string;
  newPassword: string;
}

export function PasswordForm(): ReactNode {
  const t = useTranslations('settings');
  const tc = useTranslations('common');
  const say = useSay();
  const client = useQueryClient();
  const { user } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (body: ChangePassword) => done(api.POST('/api/v1/me/password', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const { register, handleSubmit, setError, reset, formState } = useForm<Values, unknown, ChangePassword>({
    defaultValues: { currentPassword: '', newPassword: '' },
    resolver: useContractResolver(loadChangePassword, (values: Values) => values),
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await change.mutateAsync(body);
      reset();
      say(t('passwordChanged'));
    } catch (error) {
      setProblem(
        showProblem(error, setError, ['currentPassword', 'newPassword']) ??
          sentence(error, tc('unreachable')),
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
      {/* Password keepers want to know whose password this is. */}
      <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      <Field label={t('currentPassword')} error={errors.currentPassword?.message}>
        {(wiring) => (
          <Input
            type="password"
            autoComplete="current-password"
            {...wiring}
            {...register('currentPassword')}
          />
        )}
      </Field>
      <Field label={t('newPassword')} hint={t('newPasswordHint')} error={errors.newPassword?.message}>
        {(wiring) => (
          <Input type="password" autoComplete="new-password" {...wiring} {...register('newPassword')} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting}>
        {t('changePassword')}
      </Button>
    </form>
  );
}
