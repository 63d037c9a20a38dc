import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { TooManyRequests } from '../../platform/http/problem.filter.ts';

export interface Download {
  /** `2026-03-01`, for the file's name. */
  day: string;
  stream: Readable;
}

/** Hands files out while they are written: one at a time for each person, none that holds up the process's end. */
@Injectable()
export class Downloads implements BeforeApplicationShutdown {
  /** Who is being served by this process. */
  readonly #running = new Map<string, Readable>();

  constructor(private readonly clock: Clock) {}

  /** Begins to write for a person. Throws TooManyRequests. */
  begin(userId: string, pieces: AsyncGenerator<string | Buffer>): Download {
    if (this.#running.has(userId)) {
      throw new TooManyRequests('An export of yours is being written. Wait until it is there.', 30);
    }
    // One piece ahead of the client, no more: pieces are pages of rows.
    const stream = Readable.from(
      watched(pieces, () => stream.destroy()),
      { highWaterMark: 1 },
    );
    this.#running.set(userId, stream);
    stream.once('close', () => this.#running.delete(userId));
    return { stream, day: this.clock.now().toISOString().slice(0, 10) };
  }

  /** Nobody's download may hold up the end of the process. */
  beforeApplicationShutdown(): void {
    for (const stream of this.#running.values()) stream.destroy();
  }
}

/** A client that takes no byte for so long has gone away without a word. */
const STALLED_MS = 60_000;

/** The same pieces; `stalled` is called when nobody asked for the next one for a minute. */
async function* watched<T>(pieces: AsyncGenerator<T>, stalled: () => void): AsyncGenerator<T> {
  for await (const piece of pieces) {
    const timer = setTimeout(stalled, STALLED_MS);
    try {
      yield piece;
    } finally {
      clearTimeout(timer);
    }
  }
}
