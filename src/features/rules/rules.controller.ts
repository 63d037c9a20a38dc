import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires, Versioned } from '../../platform/http/decorators.ts';
import { RuleList, RuleParams, RuleView, SaveRule } from './rules.contract.ts';
import { RulesService } from './rules.service.ts';

@ApiTags('rules')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Get()
  @Answers(RuleList)
  async list(@InPurse() purse: PurseContext): Promise<RuleList> {
    return { items: await this.rules.list(purse) };
  }

  @Post()
  @Requires('editor')
  @Answers(RuleView, { status: 201 })
  async create(
    @InPurse() purse: PurseContext,
    @Body({ schema: SaveRule }) body: SaveRule,
  ): Promise<RuleView> {
    return this.rules.create(purse, body);
  }

  @Get(':ruleId')
  @ApiParam({ name: 'ruleId', format: 'uuid' })
  @Answers(RuleView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: RuleParams }) params: { ruleId: string },
  ): Promise<RuleView> {
    return this.rules.show(purse, params.ruleId);
  }

  /** Another rule in its place; rows that it sorted before stay as they are. */
  @Put(':ruleId')
  @ApiParam({ name: 'ruleId', format: 'uuid' })
  @Versioned('rules', 'ruleId')
  @Requires('editor')
  @Answers(RuleView)
  async replace(
    @InPurse() purse: PurseContext,
    @Param({ schema: RuleParams }) params: { ruleId: string },
    @Body({ schema: SaveRule }) body: SaveRule,
  ): Promise<RuleView> {
    return this.rules.replace(purse, params.ruleId, body);
  }

  @Delete(':ruleId')
  @ApiParam({ name: 'ruleId', format: 'uuid' })
  @Versioned('rules', 'ruleId')
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: RuleParams }) params: { ruleId: string },
  ): Promise<void> {
    await this.rules.remove(purse, params.ruleId);
  }
}
