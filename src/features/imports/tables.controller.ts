import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { PurseToOpen } from '../../platform/auth/access.ts';
import type { RequestedPurse } from '../../platform/auth/access.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, Imports, InPurse, Requires, Streams } from '../../platform/http/decorators.ts';
import { ImportParams, ImportView } from './imports.contract.ts';
import { TableProfiles } from './table-profiles.service.ts';
import {
  AddTableProfile,
  ImportTableParams,
  ImportTables,
  TableMapping,
  TableProfileList,
  TableProfileParams,
  TableProfileView,
} from './tables.contract.ts';
import { TablesService } from './tables.service.ts';

@ApiTags('imports')
@Imports()
@ApiParam({ name: 'purseId', format: 'uuid' })
@ApiParam({ name: 'importId', format: 'uuid' })
@Controller('purses/:purseId/imports/:importId/tables')
export class TablesController {
  constructor(private readonly tables: TablesService) {}

  /** The tables of a file that is not saved yet: how each was read, why, and its first rows. */
  @Get()
  @Streams()
  @Answers(ImportTables)
  async list(
    @PurseToOpen() open: RequestedPurse,
    @Param({ schema: ImportParams }) params: { importId: string },
  ): Promise<ImportTables> {
    return { items: await this.tables.list(open, params.importId) };
  }

  @Put(':position')
  @ApiParam({ name: 'position', schema: { type: 'integer', minimum: 0 } })
  @Requires('editor')
  @Streams()
  @Answers(ImportView, { status: 202, description: 'The file is being read again' })
  async map(
    @PurseToOpen() open: RequestedPurse,
    @Param({ schema: ImportTableParams }) params: { importId: string; position: string },
    @Body({ schema: TableMapping }) body: TableMapping,
  ): Promise<ImportView> {
    return this.tables.map(open, { importId: params.importId, position: Number(params.position) }, body);
  }
}

@ApiTags('imports')
@Imports()
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/table-profiles')
export class TableProfilesController {
  constructor(private readonly profiles: TableProfiles) {}

  @Get()
  @Answers(TableProfileList)
  async list(@InPurse() purse: PurseContext): Promise<TableProfileList> {
    return { items: await this.profiles.list(purse) };
  }

  @Get(':profileId')
  @ApiParam({ name: 'profileId', format: 'uuid' })
  @Answers(TableProfileView)
  async show(
    @InPurse() purse: PurseContext,
    @Param({ schema: TableProfileParams }) params: { profileId: string },
  ): Promise<TableProfileView> {
    return this.profiles.show(purse, params.profileId);
  }

  @Post()
  @Requires('editor')
  @Answers(TableProfileView, { status: 201 })
  async add(
    @InPurse() purse: PurseContext,
    @Body({ schema: AddTableProfile }) body: AddTableProfile,
  ): Promise<TableProfileView> {
    return this.profiles.add(purse, body);
  }

  @Delete(':profileId')
  @ApiParam({ name: 'profileId', format: 'uuid' })
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: TableProfileParams }) params: { profileId: string },
  ): Promise<void> {
    await this.profiles.remove(purse, params.profileId);
  }
}
