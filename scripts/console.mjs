// What the set-up scripts say: one calm line per step with its time, one clear line per refusal.

/** A reason to stop that a person can act on: shown as it is, without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

let output = process.stdout;

/** Steps and lines go to standard error from now on: standard output is what a command was asked for. */
export function sayBeside() {
  output = process.stderr;
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {string} line */
export function say(line) {
  output.write(`${line}\n`);
}

/**
 * Runs one step and shows what it does and how long it took. The work may note a text to be shown behind
 * the label; whatever it throws is passed on after the line was finished.
 *
 * @template T
 * @param {string} label
 * @param {(note: (text: string) => void) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const terminal = output.isTTY === true;
  const started = Date.now();
  let extra = '';
  const line = (time) => `  ${(label + extra).padEnd(58)} ${time}`;
  const timer = terminal
    ? setInterval(() => output.write(`\r${line(seconds(Date.now() - started))}`), 500)
    : null;
  output.write(terminal ? line('…') : `  ${label}`);
  const finish = (time) => {
    if (timer !== null) clearInterval(timer);
    output.write(terminal ? `\r${line(time)}\u001b[K\n` : `${line(time).slice(label.length + 2)}\n`);
  };
  try {
    const result = await work((text) => {
      extra = `: ${text}`;
    });
    finish(seconds(Date.now() - started));
    return result;
  } catch (error) {
    finish(`stopped after ${seconds(Date.now() - started)}`);
    throw error;
  }
}

/**
 * Shows why a script ends and gives its exit code: a Refusal in its own words, anything else with its stack.
 *
 * @param {unknown} error
 */
export function explain(error) {
  const text =
    error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
}
