import type { Random } from '../../../src/domain/prng.ts';
import type { House } from './house.ts';
import type { Invariants } from './invariants.ts';
import type { Report } from './report.ts';

/** What a story is given: a house, a seeded source of chance, and where to put what it finds. */
export interface Run {
  root: string;
  house: House;
  invariants: Invariants;
  random: Random;
  report: Report;
  /** A short run, to see that everything works: fewer rounds, no figure of its own. */
  quick: boolean;
  /** Aborted when the run is ended from outside. */
  signal: AbortSignal;
  /** What goes on beside the stories that follow, and is waited for at the end. */
  later(work: Promise<void>): void;
}

export interface Story {
  name: string;
  run(run: Run): Promise<void>;
}

/** The same items in an order that the seed decides. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(random.below(rest.length), 1));
  return order;
}
