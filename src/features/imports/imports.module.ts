import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AiModule } from '../ai/ai.module.ts';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { CounterpartiesModule } from '../counterparties/counterparties.module.ts';
import { RulesModule } from '../rules/rules.module.ts';
import { TagsModule } from '../tags/tags.module.ts';
import { AiReadingController } from './ai-reading.controller.ts';
import { AiReadingService } from './ai-reading.service.ts';
import { CommitImportJob } from './commit-import.job.ts';
import { ImportFilesJob } from './import-files.job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStore } from './import-store.ts';
import { ImportWriter } from './import-writer.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { OpenPdfs } from './open-pdfs.ts';
import { ReadByAiJob } from './read-by-ai.job.ts';
import { ReadImportJob } from './read-import.job.ts';
import { ReadingOutcome } from './reading-outcome.ts';
import { ResealBlocks } from './reseal-blocks.ts';
import { Staging } from './staging.ts';
import { TableProfiles } from './table-profiles.service.ts';
import { TableProfilesController, TablesController } from './tables.controller.ts';
import { TablesService } from './tables.service.ts';
import { UndoImportJob } from './undo-import.job.ts';
import { UnlockService } from './unlock.service.ts';

@Module({
  imports: [AccountsModule, AiModule, PursesModule, CounterpartiesModule, RulesModule, TagsModule],
  controllers: [ImportsController, AiReadingController, TablesController, TableProfilesController],
  providers: [
    ImportsService,
    UnlockService,
    ImportStore,
    ImportWriter,
    ImportProgressBus,
    Staging,
    OpenPdfs,
    TablesService,
    TableProfiles,
    ReadingOutcome,
    AiReadingService,
    ReadImportJob,
    ReadByAiJob,
    CommitImportJob,
    UndoImportJob,
    ResealBlocks,
    ImportFilesJob,
  ],
  exports: [ImportsService, ResealBlocks],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly read: ReadImportJob,
    private readonly commit: CommitImportJob,
    private readonly undo: UndoImportJob,
    private readonly files: ImportFilesJob,
    private readonly byAi: ReadByAiJob,
  ) {}

  onModuleInit(): void {
    for (const job of [this.read, this.commit, this.undo]) this.jobs.register(job);
    this.jobs.register(this.files);
    this.jobs.register(this.byAi);
  }
}
