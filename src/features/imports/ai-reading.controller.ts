import { Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { Database } from '../../platform/database/database.ts';
import { Answers, InPurse, PeopleOnly, Requires, Streams } from '../../platform/http/decorators.ts';
import { AiReadingService } from './ai-reading.service.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportParams, ImportView } from './imports.contract.ts';

@ApiTags('imports')
@ApiParam({ name: 'purseId', format: 'uuid' })
@ApiParam({ name: 'importId', format: 'uuid' })
@PeopleOnly()
@Controller('purses/:purseId/imports/:importId/ai-reading')
export class AiReadingController {
  constructor(
    private readonly reading: AiReadingService,
    private readonly progress: ImportProgressBus,
    private readonly database: Database,
  ) {}

  /** Sends the text of a PDF to the AI, where our own reader found no table in it or its balances do not come out. */
  @Post()
  @Requires('editor')
  @Answers(ImportView, { status: 202, description: 'Is being read by the AI' })
  async start(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.reading.start(purse, params.importId);
  }

  /** Stops the AI's reading: everything is as it was before. */
  @Delete()
  @Requires('editor')
  @Streams()
  @Answers(ImportView)
  async cancel(
    @PurseToOpen() open: RequestedPurse,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    const view = await this.database.withPurse(open, (purse) => this.reading.cancel(purse, params.importId));
    // After the commit: the job must find it taken back.
    this.progress.discarded(params.importId);
    return view;
  }
}
