import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { TooManyRequests } from '../../platform/http/problem.filter.ts';
import { PursesService } from '../purses/purses.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { UsersService } from '../users/users.service.ts';
import { Archive } from './archive.ts';
import type { ArchivedPurse } from './archive.ts';
import { journalPieces } from './journal.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';
import { fileNamePart } from './purse-files.ts';

export interface Download {
  /** `2026-03-01`, for the file's name. */
  day: string;
  stream: Readable;
}

/** Streams what a person may take away. Everything is written while it is read, whatever its size. */
@Injectable()
export class ExportService implements BeforeApplicationShutdown {
  /** Who is being served by this process: one export at a time each. */
  readonly #running = new Map<string, Readable>();

  constructor(
    private readonly ledger: LedgerReader,
    private readonly archive: Archive,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly purses: PursesService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  /** The purse as a journal of hledger. Throws PurseNotFound, TooManyRequests. */
  async journal(reader: Reader): Promise<Download> {
    const opening = await this.ledger.open(reader);
    return this.#download(reader.userId, journalPieces(this.ledger, reader, opening));
  }

  /** Everything of a purse as a ZIP archive. Throws PurseNotFound, TooManyRequests. */
  async purse(reader: Reader): Promise<Download> {
    const opening = await this.ledger.open(reader);
    return this.#download(
      reader.userId,
      this.archive.pieces(this.clock.now(), [{ reader, opening, folder: '' }]),
    );
  }

  /** Everything of a person and of every purse they belong to, as a ZIP archive. Throws TooManyRequests. */
  async person(given: { userId: string; sessionId: string; requestId: string }): Promise<Download> {
    const { userId, sessionId, requestId } = given;
    const own = await this.database.withUser(userId, (em) => this.purses.listForUser(em, userId));
    const person = {
      user: await this.users.show(userId),
      sessions: await this.sessions.list(userId, sessionId),
      purses: own.map(({ id, name, role }) => ({ id, name, role })),
    };
    const archived: ArchivedPurse[] = [];
    for (const [index, purse] of own.entries()) {
      const reader = { purseId: purse.id, userId, requestId };
      const folder = `purses/${index + 1}-${fileNamePart(purse.name, 'purse')}/`;
      archived.push({ reader, opening: await this.ledger.open(reader), folder });
    }
    return this.#download(userId, this.archive.pieces(this.clock.now(), archived, { 'person.json': person }));
  }

  /** Nobody's download may hold up the end of the process. */
  beforeApplicationShutdown(): void {
    for (const stream of this.#running.values()) stream.destroy();
  }

  #download(userId: string, pieces: AsyncGenerator<string | Buffer>): Download {
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
