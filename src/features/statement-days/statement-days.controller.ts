import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse } from '../../platform/http/decorators.ts';
import { AccountCoverage, CoverageList, CoverageParams } from './statement-days.contract.ts';
import { StatementDaysService } from './statement-days.service.ts';

@ApiTags('statement days')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId')
export class StatementDaysController {
  constructor(private readonly coverage: StatementDaysService) {}

  /** Days that statements tell, and days that none tells, of every account. */
  @Get('coverage')
  @Answers(CoverageList)
  async list(@InPurse() purse: PurseContext): Promise<CoverageList> {
    return { items: await this.coverage.list(purse) };
  }

  @Get('accounts/:accountId/coverage')
  @ApiParam({ name: 'accountId', format: 'uuid' })
  @Answers(AccountCoverage)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: CoverageParams }) params: { accountId: string },
  ): Promise<AccountCoverage> {
    return this.coverage.show(purse, params.accountId);
  }
}
