import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, CurrentUser, Public, Refuses } from '../../platform/http/decorators.ts';
import type { Identity, IkpaRequest } from '../../platform/http/request.ts';
import {
  ForgotPassword,
  JobParams,
  JobsView,
  ListPeople,
  PeoplePage,
  PersonParams,
  ResetLink,
  ResetPassword,
  SystemView,
} from './admin.contract.ts';
import { ForAdministrators } from './administrator.guard.ts';
import { ForgottenService } from './forgotten.service.ts';
import { PeopleService } from './people.service.ts';
import { ResetService } from './reset.service.ts';
import { SystemService } from './system.service.ts';

@ApiTags('administration')
@ForAdministrators()
@Controller('admin')
export class AdminController {
  constructor(
    private readonly people: PeopleService,
    private readonly system: SystemService,
  ) {}

  @Get('people')
  @Answers(PeoplePage)
  async list(
    @CurrentUser() user: Identity,
    @Query({ schema: ListPeople }) query: ListPeople,
  ): Promise<PeoplePage> {
    return this.people.list(user.userId, query);
  }

  @Post('people/:userId/suspend')
  @ApiParam({ name: 'userId', format: 'uuid' })
  @Answers(null)
  async suspend(
    @CurrentUser() user: Identity,
    @Param({ schema: PersonParams }) params: { userId: string },
  ): Promise<void> {
    await this.people.suspend(user.userId, params.userId);
  }

  @Post('people/:userId/restore')
  @ApiParam({ name: 'userId', format: 'uuid' })
  @Answers(null)
  async restore(
    @CurrentUser() user: Identity,
    @Param({ schema: PersonParams }) params: { userId: string },
  ): Promise<void> {
    await this.people.restore(user.userId, params.userId);
  }

  @Post('people/:userId/reset-link')
  @ApiParam({ name: 'userId', format: 'uuid' })
  @Answers(ResetLink, { status: 201 })
  async resetLink(
    @CurrentUser() user: Identity,
    @Param({ schema: PersonParams }) params: { userId: string },
  ): Promise<ResetLink> {
    return this.people.resetLink(user.userId, params.userId);
  }

  @Get('jobs')
  @Answers(JobsView)
  async jobs(@CurrentUser() user: Identity): Promise<JobsView> {
    return this.system.jobsView(user.userId);
  }

  @Post('jobs/:queue/:jobId/retry')
  @ApiParam({ name: 'queue' })
  @ApiParam({ name: 'jobId', format: 'uuid' })
  @Answers(null)
  async retry(@Param({ schema: JobParams }) params: { queue: string; jobId: string }): Promise<void> {
    await this.system.retry(params.queue, params.jobId);
  }

  @Get('system')
  @Answers(SystemView)
  async view(@CurrentUser() user: Identity): Promise<SystemView> {
    return this.system.view(user.userId);
  }
}

/** For whoever forgot their password, or holds a link. Its secret comes in the body: a path would stand in logs. */
@ApiTags('auth')
@Public()
@Controller('auth')
export class ResetController {
  constructor(
    private readonly resets: ResetService,
    private readonly forgotten: ForgottenService,
  ) {}

  /** Mails a link to the address, if it is somebody's here. Which it is, is not told. */
  @Post('forgot')
  @Answers(null, { status: 202 })
  async forgot(
    @Req() request: IkpaRequest,
    @Body({ schema: ForgotPassword }) body: ForgotPassword,
  ): Promise<void> {
    await this.forgotten.mailLink(body.email, request.ip);
  }

  @Post('reset')
  @Refuses(404)
  @Answers(null)
  async reset(@Body({ schema: ResetPassword }) body: ResetPassword): Promise<void> {
    await this.resets.reset(body);
  }
}
