import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { FieldErrors, FieldValues, Path, Resolver, UseFormSetError } from 'react-hook-form';
import type { z } from 'zod';
import { ApiProblem } from '@/lib/api/problem.ts';

type Words = (issue: { code?: string; format?: string }) => string;

/** What to say about a value that the contract refuses, in words for people. */
function useContractWords(): Words {
  const t = useTranslations('forms');
  return (issue) => {
    if (issue.code === 'invalid_format' && issue.format === 'email') return t('email');
    if (issue.code === 'invalid_format' && issue.format === 'date') return t('date');
    if (issue.code === 'too_big') return t('tooLong');
    if (issue.code === 'custom') return t('notZero');
    return t('missing');
  };
}

/**
 * Validates a form by the very schema the API uses. The form keeps what was typed (amounts as text);
 * `toBody` makes the body from it, and `places` says which field shows an error at which place of the body.
 * The schema comes after the page: it is a quarter of a form page's code and not needed to draw it. `load` must
 * be a constant function.
 */
export function useContractResolver<V extends FieldValues, S extends z.ZodType>(
  load: () => Promise<S>,
  toBody: (values: V) => unknown,
  places: Partial<Record<string, Path<V>>> = {},
): Resolver<V, unknown, z.output<S>> {
  const words = useContractWords();
  useEffect(() => {
    // Fetched once somebody comes to a field: ready by the time the button is pressed, and no part of the way to
    // the page. What a failure means is decided then.
    const begin = (): void => void load().catch(() => null);
    document.addEventListener('focusin', begin, { once: true });
    return () => document.removeEventListener('focusin', begin);
  }, [load]);
  return async (values) => {
    const schema = await load().catch(() => null);
    // Without a network the file cannot come; the API looks at every body with the same schema anyway.
    if (schema === null) return { values: toBody(values) as z.output<S>, errors: {} };
    const result = schema.safeParse(toBody(values), { error: words as z.core.$ZodErrorMap });
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const issue of result.error.issues) {
      const path = issue.path.join('.');
      const field = places[path] ?? String(issue.path[0] ?? 'root');
      errors[field] ??= { type: issue.code, message: issue.message };
    }
    return { values: {}, errors: errors as FieldErrors<V> };
  };
}

/** Puts the API's errors at their fields; gives back the sentence that belongs to no field, if any. */
export function showProblem<V extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<V>,
  fields: readonly Path<V>[],
  places: Partial<Record<string, Path<V>>> = {},
): string | null {
  if (!(error instanceof ApiProblem)) return null;
  let placed = false;
  for (const { pointer, detail } of error.errors) {
    const path = pointer.replace(/^#?\//, '').replaceAll('/', '.');
    const field = places[path] ?? fields.find((name) => name === path.split('.')[0]);
    if (field === undefined) continue;
    setError(field, { type: 'api', message: detail });
    placed = true;
  }
  return placed ? null : error.message;
}
