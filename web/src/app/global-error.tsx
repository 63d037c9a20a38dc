'use client';

import { useEffect, type ReactNode } from 'react';
import messages from '../../messages/en.broken.json';
import './globals.css';

/** The last net: not even the layout could be drawn, so nothing but plain words is used here. */
export default function GlobalError({ error, reset }: { error: Error; reset: () => void }): ReactNode {
  const { title, body, again } = messages.broken;
  useEffect(() => {
    void import('../lib/errors/report.ts').then(({ report }) => report(error));
  }, [error]);
  return (
    <html lang="en">
      <body>
        <title>{title}</title>
        <main className="mx-auto max-w-md space-y-4 px-4 py-16">
          <h1 className="text-2xl">{title}</h1>
          <p>{body}</p>
          <button type="button" className="underline" onClick={reset}>
            {again}
          </button>
        </main>
      </body>
    </html>
  );
}
