import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { purseToOpen } from '../../platform/auth/access.ts';
import { Database } from '../../platform/database/database.ts';
import type { IkpaRequest } from '../../platform/http/request.ts';
import { ImportNotFound } from './import-errors.ts';
import { ImportParams } from './imports.contract.ts';
import type { ImportView } from './imports.contract.ts';
import { ImportsService } from './imports.service.ts';

/** A request for an import's events, with the import as it stands. */
export interface EventsRequest extends IkpaRequest {
  importView?: ImportView;
}

/** Looks the import up before the stream begins: once its headers are sent, no status could tell a refusal. */
@Injectable()
export class ImportEventsGuard implements CanActivate {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<EventsRequest>();
    const params = ImportParams.safeParse(request.params);
    if (!params.success) throw new ImportNotFound();
    request.importView = await this.database.withPurse({ ...purseToOpen(context), readOnly: true }, (purse) =>
      this.imports.show(purse, params.data.importId),
    );
    return true;
  }
}
