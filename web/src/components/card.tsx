import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

export function Card({ className, ...rest }: ComponentProps<'section'>): ReactNode {
  return (
    <section
      className={cx('rounded-2xl border border-line bg-card p-4 shadow-card sm:p-5', className)}
      {...rest}
    />
  );
}

export function CardTitle({ className, ...rest }: ComponentProps<'h2'>): ReactNode {
  return <h2 className={cx('text-lg leading-snug', className)} {...rest} />;
}
