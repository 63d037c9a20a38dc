import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

type Variant = 'primary' | 'secondary' | 'quiet' | 'attention';
type Size = 'normal' | 'small' | 'icon';

const variants: Record<Variant, string> = {
  primary: 'bg-leaf text-on-leaf hover:bg-leaf-hover border-transparent',
  secondary: 'bg-card text-ink border-edge hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  attention: 'bg-card text-rust border-rust hover:bg-rust-soft',
};
const sizes: Record<Size, string> = {
  normal: 'min-h-11 px-4 py-2 text-base',
  small: 'min-h-9 px-3 py-1 text-sm',
  icon: 'size-11 justify-center p-0',
};

/** The look of a button, for links too. */
export function buttonClass(variant: Variant = 'secondary', size: Size = 'normal'): string {
  return cx(
    'inline-flex items-center justify-center gap-2 rounded-full border font-medium no-underline',
    'transition-colors disabled:opacity-60 disabled:cursor-not-allowed aria-disabled:opacity-60',
    variants[variant],
    sizes[size],
  );
}

export function Button({
  variant = 'secondary',
  size = 'normal',
  busy = false,
  className,
  type = 'button',
  disabled,
  ...rest
}: ComponentProps<'button'> & { variant?: Variant; size?: Size; busy?: boolean }): ReactNode {
  return (
    <button
      type={type}
      className={cx(buttonClass(variant, size), className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    />
  );
}

export function ButtonLink({
  variant = 'secondary',
  size = 'normal',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: Variant; size?: Size }): ReactNode {
  return <Link className={cx(buttonClass(variant, size), className)} {...rest} />;
}
