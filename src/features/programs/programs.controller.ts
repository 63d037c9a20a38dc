import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, CurrentUser, PeopleOnly } from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import {
  CreateProgramToken,
  CreatedProgramToken,
  ProgramTokenList,
  ProgramTokenParams,
} from './programs.contract.ts';
import { ProgramsService } from './programs.service.ts';

@ApiTags('me')
@PeopleOnly()
@Controller('me/tokens')
export class ProgramsController {
  constructor(private readonly programs: ProgramsService) {}

  @Get()
  @Answers(ProgramTokenList)
  async list(@CurrentUser() user: Identity): Promise<ProgramTokenList> {
    return { items: await this.programs.list(user.userId) };
  }

  @Post()
  @Answers(CreatedProgramToken, { status: 201 })
  async create(
    @CurrentUser() user: Identity,
    @Body({ schema: CreateProgramToken }) body: CreateProgramToken,
  ): Promise<CreatedProgramToken> {
    return this.programs.create(user.userId, body);
  }

  @Delete(':tokenId')
  @ApiParam({ name: 'tokenId', format: 'uuid' })
  @Answers(null)
  async revoke(
    @CurrentUser() user: Identity,
    @Param({ schema: ProgramTokenParams }) params: { tokenId: string },
  ): Promise<void> {
    await this.programs.revoke(user.userId, params.tokenId);
  }
}
