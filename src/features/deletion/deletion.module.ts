import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { DeletionController } from './deletion.controller.ts';
import { DeletionJob } from './deletion.job.ts';
import { DeletionService } from './deletion.service.ts';
import { RemovalService } from './removal.service.ts';

@Module({
  imports: [AuthModule, PursesModule, UsersModule],
  controllers: [DeletionController],
  providers: [DeletionService, RemovalService, DeletionJob],
})
export class DeletionModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly deletion: DeletionJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.deletion);
  }
}
