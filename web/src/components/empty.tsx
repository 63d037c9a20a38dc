import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Nothing here yet, and what to do about it. */
export function Empty({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-edge px-5 py-10 text-center">
      <span className="rounded-full bg-leaf-soft p-3 text-leaf-ink">
        <Icon aria-hidden className="size-6" />
      </span>
      <p className="font-serif text-lg font-semibold">{title}</p>
      <div className="max-w-prose space-y-3 text-soft">{children}</div>
    </div>
  );
}
