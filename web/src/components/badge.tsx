import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

export type Tone = 'plain' | 'good' | 'attention' | 'refused';

const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-ink border-line',
  good: 'bg-leaf-soft text-leaf-ink border-transparent',
  attention: 'bg-ochre-soft text-ochre border-transparent',
  refused: 'bg-rust-soft text-rust border-transparent',
};

/** A word in a coloured field: the word carries the meaning, the colour only helps. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
