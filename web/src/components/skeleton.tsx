import type { ReactNode } from 'react';

const widths = ['w-11/12', 'w-4/5', 'w-full', 'w-3/5', 'w-5/6', 'w-2/3'];

/** Grey lines where something will stand; a screen reader hears one word instead. */
export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }): ReactNode {
  return (
    <div role="status" className="space-y-3 py-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          aria-hidden
          className={`h-5 animate-[breathe_1.6s_ease-in-out_infinite] rounded-full bg-line ${widths[line % widths.length] ?? ''}`}
        />
      ))}
    </div>
  );
}
