import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

const looks = {
  info: { icon: Info, box: 'bg-sunken border-line' },
  good: { icon: CircleCheck, box: 'bg-leaf-soft border-transparent' },
  attention: { icon: CircleAlert, box: 'bg-ochre-soft border-transparent' },
} as const;

/** A short message in the page. With `live` a screen reader says it when it appears. */
export function Notice({
  tone = 'info',
  title,
  live = false,
  children,
}: {
  tone?: keyof typeof looks;
  title?: ReactNode;
  live?: boolean;
  children?: ReactNode;
}): ReactNode {
  const { icon: Icon, box } = looks[tone];
  return (
    <div
      role={live ? (tone === 'attention' ? 'alert' : 'status') : undefined}
      className={cx('flex gap-3 rounded-xl border p-3 text-sm text-ink', box)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
