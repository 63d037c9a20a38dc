import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { PurseWriter } from './purse-writer.ts';
import { RestoreController } from './restore.controller.ts';
import { RestoreJob } from './restore.job.ts';
import { RestoreService } from './restore.service.ts';

@Module({
  imports: [AuditModule, ImportsModule],
  controllers: [RestoreController],
  providers: [PurseWriter, RestoreService, RestoreJob],
})
export class RestoreModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly job: RestoreJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.job);
  }
}
