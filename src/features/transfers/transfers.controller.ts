import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires } from '../../platform/http/decorators.ts';
import {
  LinkTransfer,
  SuggestTransfers,
  TransferParams,
  TransferSuggestions,
  TransferView,
} from './transfers.contract.ts';
import { TransfersService } from './transfers.service.ts';

@ApiTags('transfers')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/transfers')
export class TransfersController {
  constructor(private readonly transfers: TransfersService) {}

  @Get('suggestions')
  @Answers(TransferSuggestions)
  async suggestions(
    @InPurse() purse: PurseContext,
    @Query({ schema: SuggestTransfers }) query: SuggestTransfers,
  ): Promise<TransferSuggestions> {
    return this.transfers.suggest(purse, query);
  }

  @Post()
  @Requires('editor')
  @Answers(TransferView, { status: 201 })
  async link(
    @InPurse() purse: PurseContext,
    @Body({ schema: LinkTransfer }) body: LinkTransfer,
  ): Promise<TransferView> {
    return this.transfers.link(purse, body);
  }

  @Get(':transferId')
  @ApiParam({ name: 'transferId', format: 'uuid' })
  @Answers(TransferView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransferParams }) params: { transferId: string },
  ): Promise<TransferView> {
    return this.transfers.show(purse, params.transferId);
  }

  @Delete(':transferId')
  @ApiParam({ name: 'transferId', format: 'uuid' })
  @Requires('editor')
  @Answers(null)
  async unlink(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransferParams }) params: { transferId: string },
  ): Promise<void> {
    await this.transfers.unlink(purse, params.transferId);
  }
}
