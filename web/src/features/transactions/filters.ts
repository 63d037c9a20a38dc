'use client';

import { useSearchParams } from 'next/navigation';
import type { z } from 'zod';
import type { ListTransactions } from '@api/transactions/transactions.contract.ts';

export type Filters = Omit<z.input<typeof ListTransactions>, 'cursor' | 'limit'>;
export type FilterName = keyof Filters;

const names = [
  'q',
  'accountId',
  'categoryId',
  'kind',
  'direction',
  'from',
  'to',
  'importId',
  'tagId',
  'counterpartyId',
] as const satisfies readonly FilterName[];

/** The filters live in the address, so that a view can be kept, shared and gone back to. */
export function useFilters(): {
  filters: Filters;
  set: (change: Partial<Record<FilterName, string>>) => void;
} {
  const params = useSearchParams();
  const filters: Record<string, string> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  return {
    filters: filters as Filters,
    set: (change) => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      // Not a navigation: the shell stays, also without a network.
      window.history.pushState(null, '', query === '' ? window.location.pathname : `?${query}`);
    },
  };
}
