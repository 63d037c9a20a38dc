import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { RemovalService } from './removal.service.ts';

const Nothing = z.object({});
type Nothing = z.infer<typeof Nothing>;

/** Removes for good, every hour, what is due. */
@Injectable()
export class DeletionJob implements JobDefinition<Nothing> {
  readonly queue = 'deletion.run';
  readonly input = Nothing;
  readonly schedule = '17 * * * *';

  constructor(private readonly removal: RemovalService) {}

  async run(): Promise<void> {
    await this.removal.removeDue();
  }
}
