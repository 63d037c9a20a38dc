'use client';

import { useEffect, useRef, useState } from 'react';
import { toProblem } from './problem.ts';
import { sessionFetch } from './session-fetch.ts';

export type Download =
  | { is: 'idle' }
  | { is: 'running'; bytes: number }
  | { is: 'done'; bytes: number; name: string }
  | { is: 'failed'; error: unknown };

/**
 * Fetches a file that the API writes while it is read. The browser is given it only when the last byte is there:
 * half an archive looks like a whole one.
 */
export function useDownload(path: string): { state: Download; start: () => void; stop: () => void } {
  const [state, setState] = useState<Download>({ is: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = (): void => {
    const controller = new AbortController();
    running.current = controller;
    setState({ is: 'running', bytes: 0 });
    const onBytes = (bytes: number): void => {
      if (!controller.signal.aborted) setState({ is: 'running', bytes });
    };
    read(path, controller.signal, onBytes).then(
      ({ blob, name }) => {
        save(blob, name);
        setState({ is: 'done', bytes: blob.size, name });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setState({ is: 'failed', error });
      },
    );
  };
  const stop = (): void => {
    running.current?.abort();
    setState({ is: 'idle' });
  };
  return { state, start, stop };
}

async function read(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<{ blob: Blob; name: string }> {
  const response = await sessionFetch(new Request(path, { credentials: 'same-origin', signal }));
  if (!response.ok) throw toProblem(response.status, await response.json().catch(() => null));
  if (response.body === null) throw toProblem(response.status, null);
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.byteLength;
    onBytes(bytes);
  }
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return { blob: new Blob(parts, { type }), name: nameIn(response.headers.get('content-disposition') ?? '') };
}

/** What the answer calls the file: `filename="…"`, or `filename*=UTF-8''…` where letters are escaped. */
function nameIn(disposition: string): string {
  const escaped = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  if (escaped !== undefined) return decodeURIComponent(escaped);
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'ikpa';
}

/** Hands a file to the browser's own download. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by then; an address let go at once breaks the download in some.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
