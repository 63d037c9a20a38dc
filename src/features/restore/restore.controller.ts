import { Controller, Get, Headers, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  CurrentUser,
  IdempotencyKeyHeader,
  PeopleOnly,
  Refuses,
} from '../../platform/http/decorators.ts';
import { idempotencyKey } from '../../platform/http/idempotency.ts';
import { receiveFile } from '../../platform/http/receive-file.ts';
import type { Identity, IkpaRequest } from '../../platform/http/request.ts';
import { RestoreList, RestoreParams, RestoreView } from './restore.contract.ts';
import { RestoreService } from './restore.service.ts';

@ApiTags('restores')
@PeopleOnly()
@Controller('restores')
export class RestoreController {
  constructor(private readonly restores: RestoreService) {}

  @Get()
  @Answers(RestoreList)
  async list(@CurrentUser() { userId }: Identity): Promise<RestoreList> {
    return this.restores.list(userId);
  }

  /** Takes the ZIP archive of an exported purse, of which a new purse is made: all of it or none. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @IdempotencyKeyHeader()
  @Refuses(409)
  @Answers(RestoreView, { status: 202, description: 'Kept, and being taken in' })
  async receive(
    @CurrentUser() { userId }: Identity,
    @Headers('idempotency-key') header: string | undefined,
    @Req() request: IkpaRequest,
  ): Promise<RestoreView> {
    const key = idempotencyKey(header);
    return this.restores.receive(userId, await receiveFile(request), key);
  }

  @Get(':restoreId')
  @ApiParam({ name: 'restoreId', format: 'uuid' })
  @Refuses(404)
  @Answers(RestoreView)
  async show(
    @CurrentUser() { userId }: Identity,
    @Param({ schema: RestoreParams }) { restoreId }: { restoreId: string },
  ): Promise<RestoreView> {
    return this.restores.show(userId, restoreId);
  }
}
