import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { HealthService } from '../../platform/health/health.service.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { JobsView, SystemView } from './admin.contract.ts';
import { databaseFacts, jobsView } from './admin.queries.ts';

/** No failed job has that id. */
export class JobNotFound extends DomainError {
  constructor() {
    super('job-not-found', 'not-found', 'There is no such failed job.');
  }
}

/** What runs here, and what did not. */
@Injectable()
export class SystemService {
  constructor(
    private readonly database: Database,
    private readonly health: HealthService,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async view(administratorId: string): Promise<SystemView> {
    const facts = await this.database.withUser(administratorId, databaseFacts);
    const { services } = await this.health.view();
    return {
      version: this.config.version,
      node: process.version,
      redis: services.redis,
      signUp: this.config.auth.signUp,
      ...facts,
    };
  }

  async jobsView(administratorId: string): Promise<JobsView> {
    return this.database.withUser(administratorId, jobsView);
  }

  /** The same for whoever holds the machine. */
  async jobsForOperator(): Promise<JobsView> {
    return this.database.withNobody(jobsView);
  }

  /** Puts a failed job back into its queue. Throws JobNotFound. */
  async retry(queue: string, jobId: string): Promise<void> {
    if (!(await this.jobs.retry(queue, jobId))) throw new JobNotFound();
  }

  /** The same for whoever holds the machine: the job of an id, or with null every one. Throws JobNotFound. */
  async retryAsOperator(jobId: string | null): Promise<{ id: string; queue: string }[]> {
    const retried = await this.database.withNobody((em) => this.jobs.retryFailed(em, jobId));
    if (jobId !== null && retried.length === 0) throw new JobNotFound();
    return retried;
  }
}
