import { Controller, Get, Param, Query, Req, StreamableFile, applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import { CurrentUser, PeopleOnly, Refuses, Streams } from '../../platform/http/decorators.ts';
import type { Identity, IkpaRequest } from '../../platform/http/request.ts';
import type { Download } from './downloads.ts';
import { ExportList, ExportOfxParams } from './export.contract.ts';
import { ExportService } from './export.service.ts';
import { LedgerFilesService } from './ledger-files.service.ts';

const Downloaded = (type: string, format: 'binary' | null, description: string) =>
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
  constructor(
    private readonly exports: ExportService,
    private readonly ledgerFiles: LedgerFilesService,
  ) {}

  /** The purse as a journal of hledger: an independent program agrees with every balance. */
  @Get('purses/:purseId/export/hledger')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloaded('text/plain', null, 'A plain text accounting journal')
  async hledger(@PurseToOpen() purse: RequestedPurse): Promise<StreamableFile> {
    return asFile(await this.ledgerFiles.journal(purse, 'hledger'), 'text/plain; charset=utf-8', 'journal');
  }

  /** The purse as a ledger of beancount, with the same balances. */
  @Get('purses/:purseId/export/beancount')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloaded('text/plain', null, 'A plain text ledger')
  async beancount(@PurseToOpen() purse: RequestedPurse): Promise<StreamableFile> {
    return asFile(
      await this.ledgerFiles.journal(purse, 'beancount'),
      'text/plain; charset=utf-8',
      'beancount',
    );
  }

  /** The list of transactions under its filters, as a table: what a spreadsheet reads and an import takes in. */
  @Get('purses/:purseId/export/csv')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloaded('text/csv', null, 'A table, the newest row first')
  async list(
    @PurseToOpen() purse: RequestedPurse,
    @Query({ schema: ExportList }) query: ExportList,
  ): Promise<StreamableFile> {
    return asFile(await this.ledgerFiles.list(purse, query), 'text/csv; charset=utf-8', 'csv');
  }

  /** The rows of one account as a bank's statement in OFX 2; an id of a row is the same each time. */
  @Get('purses/:purseId/export/ofx/:accountId')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Refuses(409)
  @Downloaded('application/x-ofx', null, 'A statement of the account')
  async ofx(
    @PurseToOpen() purse: RequestedPurse,
    @Param({ schema: ExportOfxParams }) params: { accountId: string },
  ): Promise<StreamableFile> {
    return asFile(await this.ledgerFiles.statement(purse, params.accountId), 'application/x-ofx', 'ofx');
  }

  /** Everything of the purse: CSV, JSON with its schema, a journal, the statements as they were given. */
  @Get('purses/:purseId/export')
  @ApiParam({ name: 'purseId', format: 'uuid' })
  @Downloaded('application/zip', 'binary', 'A ZIP archive')
  async purse(@PurseToOpen() purse: RequestedPurse): Promise<StreamableFile> {
    return asFile(await this.exports.purse(purse), 'application/zip', 'zip');
  }

  /** Everything of the person who asks, and of every purse they belong to. */
  @Get('me/export')
  @PeopleOnly()
  @Downloaded('application/zip', 'binary', 'A ZIP archive')
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
