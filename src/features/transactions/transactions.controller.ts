import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires, Versioned } from '../../platform/http/decorators.ts';
import { BulkEditService } from './bulk-edit.service.ts';
import { SplitsService } from './splits.service.ts';
import {
  BulkEdit,
  BulkEdited,
  BulkRemove,
  BulkRemoved,
  ChooseTransactions,
  ChosenTransactions,
  CreateTransaction,
  ListTransactions,
  PreviewTransaction,
  SetSplits,
  SetTags,
  TransactionPage,
  TransactionParams,
  TransactionPreview,
  TransactionView,
  UpdateTransaction,
} from './transactions.contract.ts';
import { TransactionsService } from './transactions.service.ts';

@ApiTags('transactions')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/transactions')
export class TransactionsController {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly splits: SplitsService,
    private readonly bulk: BulkEditService,
  ) {}

  @Get()
  @Answers(TransactionPage)
  async list(
    @InPurse() purse: PurseContext,
    @Query({ schema: ListTransactions }) query: ListTransactions,
  ): Promise<TransactionPage> {
    return this.transactions.list(purse, query);
  }

  /** The ids of everything that the filters match, to change it at once. */
  @Get('ids')
  @Answers(ChosenTransactions)
  async choose(
    @InPurse() purse: PurseContext,
    @Query({ schema: ChooseTransactions }) query: ChooseTransactions,
  ): Promise<ChosenTransactions> {
    return this.transactions.choose(purse, query);
  }

  @Post()
  @Requires('editor')
  @Answers(TransactionView, { status: 201 })
  async create(
    @InPurse() purse: PurseContext,
    @Body({ schema: CreateTransaction }) body: CreateTransaction,
  ): Promise<TransactionView> {
    return this.transactions.create(purse, body);
  }

  /** The category that a row would get if it were saved without one, and why; or what could be suggested for it. */
  @Post('preview')
  @Requires('editor')
  @Answers(TransactionPreview)
  async preview(
    @InPurse() purse: PurseContext,
    @Body({ schema: PreviewTransaction }) body: PreviewTransaction,
  ): Promise<TransactionPreview> {
    return this.transactions.preview(purse, body);
  }

  /** Changes many at once: all of them, or none. */
  @Post('bulk')
  @Requires('editor')
  @Answers(BulkEdited)
  async editMany(
    @InPurse() purse: PurseContext,
    @Body({ schema: BulkEdit }) body: BulkEdit,
  ): Promise<BulkEdited> {
    return { changed: await this.bulk.edit(purse, body) };
  }

  /** Removes many at once: all of them, or none. */
  @Post('bulk/remove')
  @Requires('editor')
  @Answers(BulkRemoved)
  async removeMany(
    @InPurse() purse: PurseContext,
    @Body({ schema: BulkRemove }) body: BulkRemove,
  ): Promise<BulkRemoved> {
    return { removed: await this.bulk.remove(purse, body.ids) };
  }

  @Put(':transactionId/splits')
  @ApiParam({ name: 'transactionId', format: 'uuid' })
  @Versioned('transactions', 'transactionId')
  @Requires('editor')
  @Answers(TransactionView)
  async split(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransactionParams }) params: { transactionId: string },
    @Body({ schema: SetSplits }) body: SetSplits,
  ): Promise<TransactionView> {
    return this.splits.set(purse, params.transactionId, body);
  }

  @Put(':transactionId/tags')
  @ApiParam({ name: 'transactionId', format: 'uuid' })
  @Versioned('transactions', 'transactionId')
  @Requires('editor')
  @Answers(TransactionView)
  async tag(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransactionParams }) params: { transactionId: string },
    @Body({ schema: SetTags }) body: SetTags,
  ): Promise<TransactionView> {
    await this.transactions.entity(purse, params.transactionId);
    await this.bulk.setTags(purse, params.transactionId, body.tagIds);
    return this.transactions.show(purse, params.transactionId);
  }

  @Get(':transactionId')
  @ApiParam({ name: 'transactionId', format: 'uuid' })
  @Answers(TransactionView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransactionParams }) params: { transactionId: string },
  ): Promise<TransactionView> {
    return this.transactions.show(purse, params.transactionId);
  }

  @Patch(':transactionId')
  @ApiParam({ name: 'transactionId', format: 'uuid' })
  @Versioned('transactions', 'transactionId')
  @Requires('editor')
  @Answers(TransactionView)
  async update(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransactionParams }) params: { transactionId: string },
    @Body({ schema: UpdateTransaction }) body: UpdateTransaction,
  ): Promise<TransactionView> {
    return this.transactions.update(purse, params.transactionId, body);
  }

  @Delete(':transactionId')
  @ApiParam({ name: 'transactionId', format: 'uuid' })
  @Versioned('transactions', 'transactionId')
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: TransactionParams }) params: { transactionId: string },
  ): Promise<void> {
    await this.transactions.remove(purse, params.transactionId);
  }
}
