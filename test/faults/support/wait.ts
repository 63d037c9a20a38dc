import { setTimeout as wait } from 'node:timers/promises';

/** Asks until it is so; throws with `what` when it does not become so in time. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  given: { seconds?: number; every?: number } = {},
): Promise<void> {
  const deadline = Date.now() + (given.seconds ?? 90) * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await wait(given.every ?? 20);
  }
}
