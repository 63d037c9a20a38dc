import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { PursesService } from '../purses/purses.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { UsersService } from '../users/users.service.ts';
import { Archive } from './archive.ts';
import type { ArchivedPurse } from './archive.ts';
import { Downloads } from './downloads.ts';
import type { Download } from './downloads.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';
import { fileNamePart } from './purse-files.ts';

/** Streams everything that a person may take away, written while it is read, whatever its size. */
@Injectable()
export class ExportService {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly archive: Archive,
    private readonly downloads: Downloads,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly purses: PursesService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  /** Everything of a purse as a ZIP archive. Throws PurseNotFound, TooManyRequests. */
  async purse(reader: Reader): Promise<Download> {
    const opening = await this.ledger.open(reader);
    return this.downloads.begin(
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
    return this.downloads.begin(
      userId,
      this.archive.pieces(this.clock.now(), archived, { 'person.json': person }),
    );
  }
}
