import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires } from '../../platform/http/decorators.ts';
import { NameTag, TagList, TagParams, TagView } from './tags.contract.ts';
import { TagsService } from './tags.service.ts';

@ApiTags('tags')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @Get()
  @Answers(TagList)
  async list(@InPurse() purse: PurseContext): Promise<TagList> {
    return { items: await this.tags.list(purse) };
  }

  @Post()
  @Requires('editor')
  @Answers(TagView, { status: 201 })
  async create(@InPurse() purse: PurseContext, @Body({ schema: NameTag }) body: NameTag): Promise<TagView> {
    return this.tags.create(purse, body.name);
  }

  @Patch(':tagId')
  @ApiParam({ name: 'tagId', format: 'uuid' })
  @Requires('editor')
  @Answers(TagView)
  async rename(
    @InPurse() purse: PurseContext,
    @Param({ schema: TagParams }) params: { tagId: string },
    @Body({ schema: NameTag }) body: NameTag,
  ): Promise<TagView> {
    return this.tags.rename(purse, params.tagId, body.name);
  }

  @Delete(':tagId')
  @ApiParam({ name: 'tagId', format: 'uuid' })
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: TagParams }) params: { tagId: string },
  ): Promise<void> {
    await this.tags.remove(purse, params.tagId);
  }
}
