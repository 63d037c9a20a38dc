import { Inject, Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { removeOldFiles } from './imports.queries.ts';

const Nothing = z.object({});
type Nothing = z.infer<typeof Nothing>;

const DAY_MS = 24 * 3600 * 1000;

/** Deletes, every night, the files of imports that were over longer ago than IMPORT_FILE_DAYS; their rows stay. */
@Injectable()
export class ImportFilesJob implements JobDefinition<Nothing> {
  readonly queue = 'import.files';
  readonly input = Nothing;
  readonly schedule = '41 2 * * *';
  readonly #logger = new Logger('Imports');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(): Promise<void> {
    if (this.config.importFileDays === 0) return;
    const before = new Date(this.clock.now().getTime() - this.config.importFileDays * DAY_MS);
    let files = 0;
    for (const purseId of await this.database.allPurseIds()) {
      files += await this.database.withPurseAsOperator(
        purseId,
        (em) => removeOldFiles(em, purseId, before),
        false,
      );
    }
    if (files > 0) this.#logger.log({ files }, 'old files of imports deleted');
  }
}
