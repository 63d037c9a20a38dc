import type { Failure } from './failure.ts';

const MOST = 5;
let sent = 0;

/** Tells our own server of a failure in the page: what kind and where, never its words. Loaded when one happens. */
export function report(error: unknown): void {
  if (sent >= MOST) return;
  sent += 1;
  const failure: Failure = {
    type: error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    page: /^\/[a-z/-]{0,60}$/.exec(window.location.pathname)?.[0] ?? '/',
    frames: error instanceof Error ? framesOf(error.stack ?? '') : [],
  };
  // Nobody waits for it; where nothing is tracked the answer is 404, and nothing more is asked on this page.
  fetch('/errors', { method: 'POST', body: JSON.stringify(failure), keepalive: true }).then(
    (answer) => {
      if (answer.status === 404) sent = MOST;
    },
    () => undefined,
  );
}

/** The places in our own files: `at name (https://host/_next/…:1:2)`, or Firefox's and Safari's `name@https://…:1:2`. */
function framesOf(stack: string): Failure['frames'] {
  const frames: Failure['frames'] = [];
  for (const line of stack.split('\n')) {
    const found =
      /^\s*(?:at (?:async )?)?(.*?)[@ ]?\(?https?:\/\/[^/]+(\/_next\/static\/[\w./~-]{1,200}):(\d+):(\d+)\)?$/.exec(
        line,
      );
    if (found === null) continue;
    const [, name = '', file = '', row = '0', column = '0'] = found;
    const plain = /^[\w$.<> ]{1,100}$/.test(name) ? name : '?';
    frames.push({
      file,
      name: plain === '?' ? 'anonymous' : plain,
      line: Number(row),
      column: Number(column),
    });
  }
  return frames.slice(0, 30);
}
