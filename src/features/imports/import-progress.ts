import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, MessageEvent } from '@nestjs/common';
import {
  Observable,
  ReplaySubject,
  Subject,
  defer,
  interval,
  map,
  merge,
  of,
  takeUntil,
  takeWhile,
  timer,
} from 'rxjs';
import { EventBus } from '../../platform/events/event-bus.ts';
import type { ImportProgress, ImportStatus } from './imports.contract.ts';

const MOVING: readonly ImportStatus[] = ['uploaded', 'reading', 'committing', 'undoing'];
const HEARTBEAT_MS = 15_000;
/** A stream ends after ten minutes; the browser opens another, and is asked again who it is. */
const LONGEST_MS = 600_000;
const AT_MOST_EVERY_MS = 150;

/** How far imports have come: published by jobs, listened to by event streams. Lost messages do no harm. */
@Injectable()
export class ImportProgressBus implements BeforeApplicationShutdown {
  readonly #closing = new Subject<void>();

  constructor(private readonly bus: EventBus) {}

  publish(progress: ImportProgress): void {
    this.bus.publish(channel(progress.importId), progress);
  }

  /** A publisher for a job's counting: tells at most some times a second. */
  counter(importId: string, status: ImportStatus): (done: number, total: number | null) => void {
    let last = 0;
    return (done, total) => {
      const now = performance.now();
      if (now - last < AT_MOST_EVERY_MS) return;
      last = now;
      this.publish({ importId, status, done, total });
    };
  }

  /** Calls back when somebody discards the import. Answers a function that stops listening. */
  onDiscard(importId: string, callback: () => void): () => void {
    return this.bus.subscribe<object>(`${channel(importId)}:discard`, callback);
  }

  discarded(importId: string): void {
    this.bus.publish(`${channel(importId)}:discard`, {});
  }

  /**
   * Server-sent events from where the import stands now until it rests, with a heartbeat for proxies. `again` looks
   * once more after the subscription began: what happened since `now` was read is not lost.
   */
  stream(now: ImportProgress, again: () => Promise<ImportProgress>): Observable<MessageEvent> {
    const later = new Observable<ImportProgress>((subscriber) =>
      this.bus.subscribe<ImportProgress>(channel(now.importId), (progress) => subscriber.next(progress)),
    );
    const progress = merge(of(now), later, defer(again)).pipe(
      takeWhile(({ status }) => MOVING.includes(status), true),
      map((data): MessageEvent => ({ data })),
    );
    // Remembered: an import that rests already is told of before the heartbeat listens.
    const rested = new ReplaySubject<void>(1);
    const told = new Observable<MessageEvent>((subscriber) =>
      progress.subscribe({
        next: (event) => subscriber.next(event),
        complete: () => {
          subscriber.complete();
          rested.next();
        },
      }),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(
      map((): MessageEvent => ({ type: 'heartbeat', data: '' })),
      takeUntil(rested),
    );
    return merge(told, heartbeat).pipe(takeUntil(merge(this.#closing, timer(LONGEST_MS))));
  }

  /** Open streams would hold up the shutdown. */
  beforeApplicationShutdown(): void {
    this.#closing.next();
  }
}

function channel(importId: string): string {
  return `import:${importId}`;
}
