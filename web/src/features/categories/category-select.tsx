'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Select } from '@/components/field.tsx';
import { categoryKinds, useCategories } from './use-categories.ts';

/** Categories by kind; one that was put away is offered only where it is already chosen. */
export function CategorySelect({
  none,
  chosen,
  ...rest
}: ComponentProps<'select'> & {
  none: { value: string; label: string }[];
  chosen?: string | null;
}): ReactNode {
  const tk = useTranslations('categoryKinds');
  const { data = [] } = useCategories();
  return (
    <Select {...rest}>
      {none.map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
      {categoryKinds.map((kind) => {
        const own = data.filter((each) => each.kind === kind && (!each.archived || each.id === chosen));
        return own.length === 0 ? null : (
          <optgroup key={kind} label={tk(kind)}>
            {own.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </optgroup>
        );
      })}
    </Select>
  );
}
