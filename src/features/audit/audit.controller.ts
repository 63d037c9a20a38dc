import { Controller, Get, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse } from '../../platform/http/decorators.ts';
import { AuditPage, ListAudit } from './audit.contract.ts';
import { listAudit } from './audit.queries.ts';

@ApiTags('audit')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/audit')
export class AuditController {
  @Get()
  @Answers(AuditPage)
  async list(
    @InPurse() purse: PurseContext,
    @Query({ schema: ListAudit }) query: ListAudit,
  ): Promise<AuditPage> {
    return listAudit(purse, query);
  }
}
