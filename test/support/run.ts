/** What this run of the tests must end again; Jest's set-up and tear-down meet here. */
const KEY = Symbol.for('ikpa.test-run');

type Stops = (() => Promise<void>)[];
const holder = globalThis as typeof globalThis & { [KEY]?: Stops };

export function endLater(stop: () => Promise<void>): void {
  (holder[KEY] ??= []).push(stop);
}

/** Ends everything, the last started first; one failure does not keep the others running. */
export async function endAll(): Promise<void> {
  const stops = (holder[KEY] ?? []).splice(0).reverse();
  const failed: unknown[] = [];
  for (const stop of stops) {
    try {
      await stop();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'a test service did not end');
}
