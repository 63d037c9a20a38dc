import { readFileSync, readdirSync } from 'node:fs';

/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * Milliseconds of processor time that these processes and all below them have used so far, those that have ended
 * included; not a number where the system does not tell. Unlike the time on the clock it hardly depends on what else the
 * machine does.
 */
export function processorMs(pids: readonly number[]): number {
  if (process.platform !== 'linux') return Number.NaN;
  const used = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const fields = Number.isInteger(pid) ? statOf(pid) : null;
    if (fields === null) continue;
    const [parent = 0, ...ticks] = [fields[1], fields[11], fields[12], fields[13], fields[14]].map(Number);
    used.set(pid, { parent, ticks: ticks.reduce((sum, each) => sum + each, 0) });
  }
  let ticks = 0;
  for (const [pid, each] of used) {
    for (let at = pid; at > 1; at = used.get(at)?.parent ?? 0) {
      if (!pids.includes(at)) continue;
      ticks += each.ticks;
      break;
    }
  }
  return ticks * TICK_MS;
}

/** What follows the name in parentheses; null when the process has just ended. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null;
    throw error;
  }
}
