import { Controller, Get, Req, StreamableFile, applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { CurrentUser, PeopleOnly, Streams } from '../../platform/http/decorators.ts';
import type { Identity, IkpaRequest } from '../../platform/http/request.ts';
import { ExportService } from './export.service.ts';
import type { Download } from './export.service.ts';

const Downloads = (type: string, format: 'binary' | null, description: string) =>
  applyDecorators(
    Streams(),
    ApiProduces(type),
    ApiOkResponse({
      description,
      content: { [type]: { schema: { type: 'string', ...(format === null ? {} : { format }) } } },
    }),
  );

@ApiTags('export')
@Controller()
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  /** The purse as a journal of hledger: an independent program agrees with every balance. */
  @Get('purses/:purseId/export/hledger')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloads('text/plain', null, 'A plain text accounting journal')
  async hledger(@PurseToOpen() purse: RequestedPurse): Promise<StreamableFile> {
    return asFile(await this.exports.journal(purse), 'text/plain; charset=utf-8', 'journal');
  }

  /** Everything of the purse: CSV, JSON with its schema, a journal, the statements as they were given. */
  @Get('purses/:purseId/export')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloads('application/zip', 'binary', 'A ZIP archive')
  async purse(@PurseToOpen() purse: RequestedPurse): Promise<StreamableFile> {
    return asFile(await this.exports.purse(purse), 'application/zip', 'zip');
  }

  /** Everything of the person who asks, and of every purse they belong to. */
  @Get('me/export')
  @PeopleOnly()
  @Downloads('application/zip', 'binary', 'A ZIP archive')
  async person(
    @CurrentUser() identity: Identity,
    @Req() { id: requestId }: IkpaRequest,
  ): Promise<StreamableFile> {
    return asFile(await this.exports.person({ ...identity, requestId }), 'application/zip', 'zip');
  }
}

function asFile({ stream, day }: Download, type: string, extension: string): StreamableFile {
  return new StreamableFile(stream, {
    type,
    disposition: `attachment; filename="ikpa-${day}.${extension}"`,
  });
}
