'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { CreateProgramToken } from '@api/programs/programs.contract.ts';
import { Button } from '@/components/button.tsx';
import { Checkbox, Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { ShownOnce } from '@/components/shown-once.tsx';
import { answer, api } from '@/lib/api/client.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';

const loadCreateProgramToken = async () =>
  (await import('@api/programs/programs.contract.ts')).CreateProgramToken;

const scopes = ['read', 'write', 'import'] as const;
const dayChoices = ['7', '30', '90', '365', 'never'] as const;

interface Values {
  name: string;
  read: boolean;
  write: boolean;
  import: boolean;
  days: (typeof dayChoices)[number];
}

export function TokenForm({ onDone }: { onDone: () => void }): ReactNode {
  const t = useTranslations('programs');
  const tc = useTranslations('common');
  const client = useQueryClient();
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: (body: CreateProgramToken) =>
      answer(api.POST('/api/v1/me/tokens', { headers: { 'Idempotency-Key': key }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, CreateProgramToken>({
    defaultValues: { name: '', read: true, write: false, import: false, days: '90' },
    resolver: useContractResolver(
      loadCreateProgramToken,
      (values: Values) => ({
        name: values.name,
        scopes: scopes.filter((scope) => values[scope]),
        days: values.days === 'never' ? null : Number(values.days),
      }),
      { scopes: 'read' },
    ),
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await create.mutateAsync(body);
    } catch (error) {
      setProblem(
        showProblem(error, setError, ['name', 'days'], { scopes: 'read' }) ??
          sentence(error, tc('unreachable')),
      );
    }
  });

  if (create.data !== undefined) {
    return (
      <div className="space-y-4">
        <Notice tone="good" live title={t('ready')}>
          {t('readyBody')}
        </Notice>
        <ShownOnce label={t('secret')} value={create.data.secret} />
        <Button variant="primary" className="w-full" onClick={onDone}>
          {tc('done')}
        </Button>
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
      <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('name')} />}
      </Field>
      <fieldset>
        <legend className="text-sm font-medium">{t('scopes')}</legend>
        {scopes.map((scope) => (
          <Checkbox key={scope} label={t(`about.${scope}`)} {...register(scope)} />
        ))}
        {errors.read !== undefined && (
          <p role="alert" className="text-sm font-medium text-rust">
            {t('oneScope')}
          </p>
        )}
      </fieldset>
      <Field label={t('days')} error={errors.days?.message}>
        {(wiring) => (
          <Select {...wiring} {...register('days')}>
            {dayChoices.map((choice) => (
              <option key={choice} value={choice}>
                {choice === 'never' ? t('untilRevoked') : t('dayCount', { count: Number(choice) })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {t('create')}
      </Button>
    </form>
  );
}
