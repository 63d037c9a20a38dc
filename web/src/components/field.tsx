'use client';

import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

const control =
  'w-full min-h-11 rounded-xl border border-edge bg-card px-3 py-2 text-base text-ink placeholder:text-soft ' +
  'aria-invalid:border-rust aria-invalid:border-2 disabled:opacity-60';

interface Wiring {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** Label, control, hint and error, wired for screen readers. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
  children: (wiring: Wiring) => ReactNode;
}): ReactNode {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    Boolean,
  );
  const wiring: Wiring = { id };
  if (described.length > 0) wiring['aria-describedby'] = described.join(' ');
  if (error !== undefined) wiring['aria-invalid'] = true;
  return (
    <div className={cx('space-y-1.5', className)}>
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {children(wiring)}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-rust">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<'input'>): ReactNode {
  return <input className={cx(control, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>): ReactNode {
  return <textarea className={cx(control, className)} {...rest} />;
}

/** The browser's own list: the best one on a small phone, with a keyboard and with a screen reader. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>): ReactNode {
  return (
    <div className={cx('relative', className)}>
      <select className={cx(control, 'appearance-none pr-9 text-ellipsis')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-soft"
      />
    </div>
  );
}

/** A number with its currency in front; digits, separators and a minus are all that a phone offers. */
export function AmountInput({
  currency,
  className,
  ...rest
}: ComponentProps<'input'> & { currency: string }): ReactNode {
  return (
    <div className="relative">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-sm font-medium text-soft"
      >
        {currency}
      </span>
      <input
        inputMode="decimal"
        autoComplete="off"
        className={cx(control, 'pl-13 tabular-nums', className)}
        {...rest}
      />
    </div>
  );
}

export function Checkbox({ label, ...rest }: ComponentProps<'input'> & { label: ReactNode }): ReactNode {
  return (
    <label className="flex min-h-11 items-center gap-3 text-base">
      <input type="checkbox" className="size-5 shrink-0 accent-leaf" {...rest} />
      <span>{label}</span>
    </label>
  );
}
