import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires } from '../../platform/http/decorators.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import {
  BalanceOn,
  BalanceQuery,
  ReconcileAccount,
  ReconciliationParams,
  ReconciliationView,
} from './reconciliation.contract.ts';
import { ReconciliationService } from './reconciliation.service.ts';

@ApiTags('accounts')
@ApiParam({ name: 'purseId', format: 'uuid' })
@ApiParam({ name: 'accountId', format: 'uuid' })
@Controller('purses/:purseId/accounts/:accountId')
export class ReconciliationController {
  constructor(
    private readonly reconciliation: ReconciliationService,
    private readonly accounts: AccountsService,
  ) {}

  /** The balance at the end of a day. */
  @Get('balance')
  @Answers(BalanceOn)
  async balance(
    @InPurse() purse: PurseContext,
    @Param({ schema: ReconciliationParams }) params: { accountId: string },
    @Query({ schema: BalanceQuery }) query: { on: string },
  ): Promise<BalanceOn> {
    return { on: query.on, balance: await this.accounts.balanceOn(purse, params.accountId, query.on) };
  }

  @Post('reconcile')
  @Requires('editor')
  @Answers(ReconciliationView)
  async reconcile(
    @InPurse() purse: PurseContext,
    @Param({ schema: ReconciliationParams }) params: { accountId: string },
    @Body({ schema: ReconcileAccount }) body: ReconcileAccount,
  ): Promise<ReconciliationView> {
    return this.reconciliation.reconcile(purse, params.accountId, body);
  }
}
