import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, PeopleOnly, Requires } from '../../platform/http/decorators.ts';
import { AiView } from './ai.contract.ts';
import { AiService } from './ai.service.ts';

@ApiTags('ai')
@ApiParam({ name: 'purseId', format: 'uuid' })
@PeopleOnly()
@Controller('purses/:purseId/ai')
export class AiController {
  constructor(private readonly ai: AiService) {}

  @Get()
  @Answers(AiView)
  async show(@InPurse() purse: PurseContext): Promise<AiView> {
    return this.ai.show(purse);
  }

  /** Agrees that what a person wants the AI to read is sent to it, until this is taken back. */
  @Put('consent')
  @Requires('owner')
  @Answers(AiView)
  async consent(@InPurse() purse: PurseContext): Promise<AiView> {
    return this.ai.consent(purse);
  }

  @Delete('consent')
  @Requires('owner')
  @Answers(AiView)
  async withdraw(@InPurse() purse: PurseContext): Promise<AiView> {
    return this.ai.withdraw(purse);
  }
}
