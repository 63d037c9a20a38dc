import type { StatedFigures } from '@api/purses/purses.contract.ts';
import { statedPosition } from '@domain/stated.ts';

export interface FirstResult {
  /** Whole days the money lasts without income; null when nothing goes out. */
  runwayDays: number | null;
  /** Minor units a day until the next income; null while that cannot be said. */
  safePerDay: number | null;
  daysToIncome: number | null;
}

/** The very computation of the service, run in the browser before anything is sent anywhere. */
export function firstResult(stated: StatedFigures, today: string): FirstResult {
  const result = statedPosition(stated, today);
  return { runwayDays: result.runwayDays, safePerDay: result.safePerDay, daysToIncome: result.daysLeft };
}
