import { Injectable, SetMetadata, UseGuards, applyDecorators } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { Database } from '../../platform/database/database.ts';
import { ADMINISTRATORS, PeopleOnly } from '../../platform/http/decorators.ts';
import { NotSignedIn } from '../../platform/http/not-signed-in.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { UsersService } from '../users/users.service.ts';

/** For the administrators of the installation alone. */
export class AdministratorsOnly extends DomainError {
  constructor() {
    super('administrators-only', 'forbidden', 'This is for the administrators of this installation.');
  }
}

/** Asked for each request: an administrator who is one no more is told so at once. */
@Injectable()
export class AdministratorGuard implements CanActivate {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const userId = context.switchToHttp().getRequest<IkpaRequest>().identity?.userId;
    if (userId === undefined) throw new NotSignedIn();
    const user = await this.database.withUser(userId, (em) => this.users.entity(em, userId));
    if (!user.isAdministrator) throw new AdministratorsOnly();
    return true;
  }
}

/** Closes routes to everybody but administrators, and to programs. */
export const ForAdministrators = () =>
  applyDecorators(SetMetadata(ADMINISTRATORS, true), PeopleOnly(), UseGuards(AdministratorGuard));
