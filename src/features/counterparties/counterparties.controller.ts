import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires } from '../../platform/http/decorators.ts';
import {
  CounterpartyPage,
  CounterpartyParams,
  CounterpartyView,
  ListCounterparties,
  MergeCounterparty,
  RenameCounterparty,
} from './counterparties.contract.ts';
import { CounterpartiesService } from './counterparties.service.ts';

@ApiTags('counterparties')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/counterparties')
export class CounterpartiesController {
  constructor(private readonly counterparties: CounterpartiesService) {}

  @Get()
  @Answers(CounterpartyPage)
  async list(
    @InPurse() purse: PurseContext,
    @Query({ schema: ListCounterparties }) query: ListCounterparties,
  ): Promise<CounterpartyPage> {
    return this.counterparties.list(purse, query);
  }

  @Get(':counterpartyId')
  @ApiParam({ name: 'counterpartyId', format: 'uuid' })
  @Answers(CounterpartyView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: CounterpartyParams }) params: { counterpartyId: string },
  ): Promise<CounterpartyView> {
    return this.counterparties.show(purse, params.counterpartyId);
  }

  @Patch(':counterpartyId')
  @ApiParam({ name: 'counterpartyId', format: 'uuid' })
  @Requires('editor')
  @Answers(CounterpartyView)
  async rename(
    @InPurse() purse: PurseContext,
    @Param({ schema: CounterpartyParams }) params: { counterpartyId: string },
    @Body({ schema: RenameCounterparty }) body: RenameCounterparty,
  ): Promise<CounterpartyView> {
    return this.counterparties.rename(purse, params.counterpartyId, body.name);
  }

  @Post(':counterpartyId/merge')
  @ApiParam({ name: 'counterpartyId', format: 'uuid' })
  @Requires('editor')
  @Answers(CounterpartyView)
  async merge(
    @InPurse() purse: PurseContext,
    @Param({ schema: CounterpartyParams }) params: { counterpartyId: string },
    @Body({ schema: MergeCounterparty }) body: MergeCounterparty,
  ): Promise<CounterpartyView> {
    return this.counterparties.merge(purse, params.counterpartyId, body.into);
  }
}
