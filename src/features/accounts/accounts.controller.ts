import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires, Versioned } from '../../platform/http/decorators.ts';
import {
  AccountList,
  AccountParams,
  AccountView,
  CloseAccount,
  CreateAccount,
  UpdateAccount,
} from './accounts.contract.ts';
import { AccountsService, totalsByCurrency } from './accounts.service.ts';

@ApiTags('accounts')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @Answers(AccountList)
  async list(@InPurse() purse: PurseContext): Promise<AccountList> {
    const items = await this.accounts.list(purse);
    return { items, totals: totalsByCurrency(items) };
  }

  @Post()
  @Requires('editor')
  @Answers(AccountView, { status: 201 })
  async create(
    @InPurse() purse: PurseContext,
    @Body({ schema: CreateAccount }) body: CreateAccount,
  ): Promise<AccountView> {
    return this.accounts.create(purse, body);
  }

  @Get(':accountId')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Answers(AccountView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: AccountParams }) params: { accountId: string },
  ): Promise<AccountView> {
    return this.accounts.show(purse, params.accountId);
  }

  @Patch(':accountId')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Versioned('accounts', 'accountId')
  @Requires('editor')
  @Answers(AccountView)
  async update(
    @InPurse() purse: PurseContext,
    @Param({ schema: AccountParams }) params: { accountId: string },
    @Body({ schema: UpdateAccount }) body: UpdateAccount,
  ): Promise<AccountView> {
    return this.accounts.update(purse, params.accountId, body);
  }

  @Post(':accountId/close')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Requires('editor')
  @Answers(AccountView)
  async close(
    @InPurse() purse: PurseContext,
    @Param({ schema: AccountParams }) params: { accountId: string },
    @Body({ schema: CloseAccount }) body: CloseAccount,
  ): Promise<AccountView> {
    return this.accounts.close(purse, params.accountId, body.on);
  }

  @Post(':accountId/reopen')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Requires('editor')
  @Answers(AccountView)
  async reopen(
    @InPurse() purse: PurseContext,
    @Param({ schema: AccountParams }) params: { accountId: string },
  ): Promise<AccountView> {
    return this.accounts.reopen(purse, params.accountId);
  }

  @Delete(':accountId')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Versioned('accounts', 'accountId')
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: AccountParams }) params: { accountId: string },
  ): Promise<void> {
    await this.accounts.remove(purse, params.accountId);
  }
}
