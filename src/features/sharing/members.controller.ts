import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, PeopleOnly, Requires } from '../../platform/http/decorators.ts';
import { MembersService } from './members.service.ts';
import { ChangeRole, HandOver, MemberList, MemberParams } from './sharing.contract.ts';
import type { GivenRole } from './sharing.contract.ts';

@ApiTags('sharing')
@ApiParam({ name: 'purseId', format: 'uuid' })
@PeopleOnly()
@Controller('purses/:purseId')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get('members')
  @Answers(MemberList)
  async list(@InPurse() purse: PurseContext): Promise<MemberList> {
    return { items: await this.members.list(purse) };
  }

  @Patch('members/:userId')
  @ApiParam({ name: 'userId', format: 'uuid' })
  @Requires('owner')
  @Answers(MemberList)
  async changeRole(
    @InPurse() purse: PurseContext,
    @Param({ schema: MemberParams }) params: { userId: string },
    @Body({ schema: ChangeRole }) body: { role: GivenRole },
  ): Promise<MemberList> {
    return { items: await this.members.changeRole(purse, params.userId, body.role) };
  }

  /** One leaves oneself; the owner may remove others. */
  @Delete('members/:userId')
  @ApiParam({ name: 'userId', format: 'uuid' })
  @Requires('viewer')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: MemberParams }) params: { userId: string },
  ): Promise<void> {
    await this.members.remove(purse, params.userId);
  }

  @Post('owner')
  @Requires('owner')
  @Answers(MemberList)
  async handOver(
    @InPurse() purse: PurseContext,
    @Body({ schema: HandOver }) body: { to: string },
  ): Promise<MemberList> {
    return { items: await this.members.handOver(purse, body.to) };
  }
}
