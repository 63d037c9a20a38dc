import { endAll } from './run.ts';

/** Once per run: what global-setup.ts started ends. */
export default async function globalTeardown(): Promise<void> {
  await endAll();
}
