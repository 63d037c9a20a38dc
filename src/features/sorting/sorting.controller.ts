import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires } from '../../platform/http/decorators.ts';
import {
  ApplyRule,
  DeclineOffer,
  ListOffers,
  PreviewQuery,
  PreviewRule,
  RuleApplied,
  RuleOfferList,
  RulePreview,
  RuleToApply,
} from './sorting.contract.ts';
import { SortingService } from './sorting.service.ts';

@ApiTags('rules')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId')
export class SortingController {
  constructor(private readonly sorting: SortingService) {}

  /** The rows that a rule would change, before and after, newest first. Nothing is saved. */
  @Post('rules/preview')
  @Requires('editor')
  @Answers(RulePreview)
  async preview(
    @InPurse() purse: PurseContext,
    @Query({ schema: PreviewQuery }) query: PreviewQuery,
    @Body({ schema: PreviewRule }) body: PreviewRule,
  ): Promise<RulePreview> {
    return this.sorting.preview(purse, body, query);
  }

  /** Changes rows that are there, the newest thousand at a time. */
  @Post('rules/:ruleId/apply')
  @ApiParam({ name: 'ruleId', format: 'uuid' })
  @Requires('editor')
  @Answers(RuleApplied)
  async apply(
    @InPurse() purse: PurseContext,
    @Param({ schema: RuleToApply }) params: { ruleId: string },
    @Body({ schema: ApplyRule }) body: ApplyRule,
  ): Promise<RuleApplied> {
    return this.sorting.apply(purse, params.ruleId, body.overwrite);
  }

  /** Rules that would do what a person did again and again. */
  @Get('rule-offers')
  @Answers(RuleOfferList)
  async offers(
    @InPurse() purse: PurseContext,
    @Query({ schema: ListOffers }) query: ListOffers,
  ): Promise<RuleOfferList> {
    return { items: await this.sorting.offers(purse, query.transactionId) };
  }

  /** An offer that is not wanted does not come again. */
  @Post('rule-offers/decline')
  @Requires('editor')
  @Answers(null)
  async decline(
    @InPurse() purse: PurseContext,
    @Body({ schema: DeclineOffer }) body: DeclineOffer,
  ): Promise<void> {
    await this.sorting.decline(purse, body);
  }
}
