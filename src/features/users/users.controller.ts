import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, CurrentUser } from '../../platform/http/decorators.ts';
import type { Identity } from '../../platform/http/request.ts';
import { UpdateMe, UserView } from './users.contract.ts';
import { UsersService } from './users.service.ts';

@ApiTags('me')
@Controller('me')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Answers(UserView)
  async show(@CurrentUser() user: Identity): Promise<UserView> {
    return this.users.show(user.userId);
  }

  @Patch()
  @Answers(UserView)
  async update(@CurrentUser() user: Identity, @Body({ schema: UpdateMe }) body: UpdateMe): Promise<UserView> {
    return this.users.update(user.userId, body);
  }
}
