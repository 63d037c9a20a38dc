import type { Country, StatedFigures } from '@api/purses/purses.contract.ts';

/** What was typed before there was an account; gone when the tab closes or the account exists. */
export interface KeptFigures {
  country: Country;
  currency: string;
  stated: StatedFigures;
}

const KEY = 'ikpa.figures';

export function keepFigures(figures: KeptFigures): void {
  sessionStorage.setItem(KEY, JSON.stringify(figures));
}

export function keptFigures(): KeptFigures | null {
  const text = sessionStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as KeptFigures);
}

export function dropFigures(): void {
  sessionStorage.removeItem(KEY);
}
