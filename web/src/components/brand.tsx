import Link from 'next/link';
import type { ReactNode } from 'react';

/** A tied purse that is also a seed: our own mark, drawn in two strokes. */
export function Mark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 48 48" aria-hidden className={className}>
      <path d="M17 15c-6 5-11 11-11 18 0 7 7 11 18 11s18-4 18-11c0-7-5-13-11-18Z" className="fill-leaf" />
      <path d="M15 5c3 2 6 2 9 0 3 2 6 2 9 0l-3 8H18Z" className="fill-leaf" />
      <path d="M17 14.5h14" className="stroke-paper" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M16 35c4-1 6-4 8-7 2-3 4-6 9-7-1 7-5 13-11 14-2 .4-4 .4-6 0Z" className="fill-paper" />
    </svg>
  );
}

export function Brand({ href }: { href: string }): ReactNode {
  return (
    <Link href={href} prefetch={false} className="inline-flex min-h-11 items-center gap-2 rounded-full pr-2">
      <Mark className="size-8" />
      <span className="font-serif text-xl font-semibold">Ikpa</span>
    </Link>
  );
}
