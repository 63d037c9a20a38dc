import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Streams } from '../../platform/http/decorators.ts';
import type { Identity, IkpaRequest } from '../../platform/http/request.ts';
import { journalPieces } from './journal.ts';
import { LedgerReader } from './ledger-reader.ts';

@ApiTags('export')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/export')
export class ExportController {
  constructor(private readonly ledger: LedgerReader) {}

  /** The purse as a journal of hledger: an independent program agrees with every balance. */
  @Get('hledger')
  @Streams()
  @ApiProduces('text/plain')
  @ApiOkResponse({
    description: 'A plain text accounting journal',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async hledger(
    @Param('purseId') purseId: string,
    @CurrentUser() { userId }: Identity,
    @Req() request: IkpaRequest,
  ): Promise<StreamableFile> {
    const reader = { purseId, userId, requestId: request.id };
    const opening = await this.ledger.open(reader);
    const day = opening.startedAt.toISOString().slice(0, 10);
    // One piece ahead of the client, no more: pieces are pages of rows.
    const pieces = Readable.from(journalPieces(this.ledger, reader, opening), { highWaterMark: 1 });
    return new StreamableFile(pieces, {
      type: 'text/plain; charset=utf-8',
      disposition: `attachment; filename="ikpa-${day}.journal"`,
    });
  }
}
