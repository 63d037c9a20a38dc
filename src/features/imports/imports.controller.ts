import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Sse,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import {
  Answers,
  IdempotencyKeyHeader,
  Imports,
  InPurse,
  Requires,
  Streams,
} from '../../platform/http/decorators.ts';
import { idempotencyKey, once, requestHash } from '../../platform/http/idempotency.ts';
import type { KeyClaim } from '../../platform/http/idempotency.ts';
import { receiveFile } from '../../platform/http/receive-file.ts';
import type { UploadedFile } from '../../platform/http/receive-file.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { ImportNotFound } from './import-errors.ts';
import { ImportEventsGuard } from './import-events.guard.ts';
import type { EventsRequest } from './import-events.guard.ts';
import { ImportProgressBus } from './import-progress.ts';
import {
  GiveMessages,
  ImportPage,
  ImportParams,
  type ImportProgress,
  ImportRowPage,
  ImportStatementParams,
  ImportView,
  ListImportRows,
  ListImports,
  DecideStatement,
  UnlockImport,
} from './imports.contract.ts';
import { ImportsService } from './imports.service.ts';
import { UnlockService } from './unlock.service.ts';

@ApiTags('imports')
@Imports()
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly unlocking: UnlockService,
    private readonly database: Database,
    private readonly progress: ImportProgressBus,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Answers(ImportPage)
  async list(
    @InPurse() purse: PurseContext,
    @Query({ schema: ListImports }) query: ListImports,
  ): Promise<ImportPage> {
    return this.imports.list(purse, query);
  }

  @Post()
  @Requires('editor')
  @Streams()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @IdempotencyKeyHeader()
  @Answers(ImportView, { status: 202, description: 'Kept, and being read' })
  async upload(
    @PurseToOpen() open: RequestedPurse,
    @Headers('idempotency-key') header: string | undefined,
    @Req() request: IkpaRequest,
  ): Promise<ImportView> {
    const key = idempotencyKey(header);
    const file = await receiveFile(request);
    return this.database.withPurse(open, (purse) =>
      once(purse, { claim: claimOf(key, file), status: 202, now: this.clock.now() }, () =>
        this.imports.upload(purse, file),
      ),
    );
  }

  @Post('messages')
  @Requires('editor')
  @Answers(ImportView, { status: 202, description: 'Kept, and being read' })
  async giveMessages(
    @InPurse() purse: PurseContext,
    @Body({ schema: GiveMessages }) body: GiveMessages,
  ): Promise<ImportView> {
    return this.imports.giveMessages(purse, body);
  }

  @Get(':importId')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Answers(ImportView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.imports.show(purse, params.importId);
  }

  @Delete(':importId')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Answers(null)
  async discard(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<void> {
    await this.imports.discard(purse, params.importId);
    this.progress.discarded(params.importId);
  }

  /** The file as it was given. */
  @Get(':importId/file')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Streams()
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({
    description: 'The bytes of the file',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  async file(
    @PurseToOpen() open: RequestedPurse,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.database.withPurse({ ...open, readOnly: true }, (purse) =>
      this.imports.original(purse, params.importId),
    );
    return new StreamableFile(bytes, {
      type: 'application/octet-stream',
      disposition: `attachment; filename*=UTF-8''${extended(name)}`,
    });
  }

  @Delete(':importId/file')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Answers(ImportView)
  async removeFile(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.imports.removeFile(purse, params.importId);
  }

  @Get(':importId/rows')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Answers(ImportRowPage)
  async rows(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
    @Query({ schema: ListImportRows }) query: ListImportRows,
  ): Promise<ImportRowPage> {
    return this.imports.rows(purse, params.importId, query);
  }

  /** No Idempotency-Key is honoured: its record would keep a trace of the password. */
  @Post(':importId/unlock')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Streams()
  @Answers(ImportView, { status: 202, description: 'Open, and being read' })
  async unlock(
    @PurseToOpen() open: RequestedPurse,
    @Param({ schema: ImportParams }) params: { importId: string },
    @Body({ schema: UnlockImport }) body: UnlockImport,
  ): Promise<ImportView> {
    return this.unlocking.unlock(open, params.importId, body.password);
  }

  @Patch(':importId/statements/:statementId')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @ApiParam({ name: 'statementId', format: 'uuid' })
  @Requires('editor')
  @Answers(ImportView)
  async decide(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportStatementParams }) params: { importId: string; statementId: string },
    @Body({ schema: DecideStatement }) body: DecideStatement,
  ): Promise<ImportView> {
    return this.imports.decide(purse, { importId: params.importId, statementId: params.statementId }, body);
  }

  @Post(':importId/commit')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Answers(ImportView, { status: 202, description: 'Its rows are being taken over' })
  async commit(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.imports.commit(purse, params.importId);
  }

  @Post(':importId/undo')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Answers(ImportView, { status: 202, description: 'It is being taken back' })
  async undo(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.imports.undo(purse, params.importId);
  }

  @Post(':importId/redo')
  @ApiParam({ name: 'importId', format: 'uuid' })
  @Requires('editor')
  @Answers(ImportView, {
    status: 202,
    description: 'It is being taken over again, or looked at again: `ready`',
  })
  async redo(
    @InPurse() purse: PurseContext,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportView> {
    return this.imports.redo(purse, params.importId);
  }

  /** Progress as server-sent events (`ImportProgress`), until the import rests. */
  @Sse(':importId/events')
  @Streams()
  @UseGuards(ImportEventsGuard)
  @ApiParam({ name: 'importId', format: 'uuid' })
  @ApiProduces('text/event-stream')
  events(@Req() request: EventsRequest, @PurseToOpen() open: RequestedPurse): Observable<MessageEvent> {
    const view = request.importView;
    if (view === undefined) throw new ImportNotFound();
    return this.progress.stream(progressOf(view), () =>
      this.database.withPurse({ ...open, readOnly: true }, async (purse) =>
        progressOf(await this.imports.show(purse, view.id)),
      ),
    );
  }
}

/** A name for a header (RFC 8187). */
function extended(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

/** Where an import stands, as far as its own row tells. */
function progressOf({ id, status, counts }: ImportView): ImportProgress {
  const isRead = counts.rows > 0;
  return { importId: id, status, done: isRead ? counts.rows : 0, total: isRead ? counts.rows : null };
}

/** The same key may come again with the same file, and with no other. */
function claimOf(key: string | null, file: UploadedFile): KeyClaim | null {
  if (key === null) return null;
  return {
    route: 'POST /api/v1/purses/:purseId/imports',
    key,
    requestHash: requestHash(file.name, file.bytes),
  };
}
