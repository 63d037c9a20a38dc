import { Controller, Get, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Position } from '../../domain/position.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse } from '../../platform/http/decorators.ts';
import { CashFlowQuery, CashFlowView, PositionView } from './position.contract.ts';
import { PositionService } from './position.service.ts';

@ApiTags('position')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId')
export class PositionController {
  constructor(private readonly positions: PositionService) {}

  @Get('position')
  @Answers(PositionView)
  async position(@InPurse() purse: PurseContext): Promise<Position> {
    return this.positions.position(purse);
  }

  @Get('cash-flow')
  @Answers(CashFlowView)
  async cashFlow(
    @InPurse() purse: PurseContext,
    @Query({ schema: CashFlowQuery }) query: CashFlowQuery,
  ): Promise<CashFlowView> {
    return this.positions.cashFlow(purse, query);
  }
}
