'use client';

import { useId, type ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

/** A choice of two to four, all in sight. Radio buttons underneath: arrow keys and screen readers work. */
export function Segmented<V extends string>({
  label,
  value,
  onChange,
  options,
  hideLabel = false,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode }[];
  hideLabel?: boolean;
}): ReactNode {
  const name = useId();
  return (
    <fieldset>
      <legend className={hideLabel ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{label}</legend>
      <div
        className={cx(
          'gap-1 rounded-2xl border border-edge bg-sunken p-1',
          // Four of them do not fit into one line of a phone; two by two they do.
          options.length > 3 ? 'grid grid-cols-2 sm:flex' : 'flex',
        )}
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'flex min-h-9 flex-1 cursor-pointer items-center justify-center rounded-xl px-2.5 text-sm font-medium whitespace-nowrap',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-leaf',
              option.value === value ? 'bg-leaf text-on-leaf' : 'text-ink hover:bg-card',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
