'use client';

import type { ReactNode } from 'react';

/** What a figure still lacks, as the formulas say it. */
export function MissingList({
  missing,
}: {
  missing: readonly { code: string; detail: string }[];
}): ReactNode {
  return (
    <ul className="space-y-1 text-sm text-soft">
      {missing.map((each) => (
        <li key={each.code}>{each.detail}</li>
      ))}
    </ul>
  );
}
