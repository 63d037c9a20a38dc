import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

/** `flush`: its content brings its own margins, as lists of rows do. */
export function Card({
  className,
  flush = false,
  ...rest
}: ComponentProps<'section'> & { flush?: boolean }): ReactNode {
  return (
    <section
      className={cx('rounded-2xl border border-line bg-card shadow-card', !flush && 'p-4 sm:p-5', className)}
      {...rest}
    />
  );
}

export function CardTitle({ className, ...rest }: ComponentProps<'h2'>): ReactNode {
  return <h2 className={cx('text-lg leading-snug', className)} {...rest} />;
}
