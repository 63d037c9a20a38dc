import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Answers, InPurse, Requires, Versioned } from '../../platform/http/decorators.ts';
import {
  CategoryList,
  CategoryParams,
  CategoryView,
  CreateCategory,
  UpdateCategory,
} from './categories.contract.ts';
import { CategoriesService } from './categories.service.ts';

@ApiTags('categories')
@ApiParam({ name: 'purseId', format: 'uuid' })
@Controller('purses/:purseId/categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  @Get()
  @Answers(CategoryList)
  async list(@InPurse() purse: PurseContext): Promise<CategoryList> {
    return { items: await this.categories.list(purse) };
  }

  @Post()
  @Requires('editor')
  @Answers(CategoryView, { status: 201 })
  async create(
    @InPurse() purse: PurseContext,
    @Body({ schema: CreateCategory }) body: CreateCategory,
  ): Promise<CategoryView> {
    return this.categories.create(purse, body);
  }

  @Patch(':categoryId')
  @ApiParam({ name: 'categoryId', format: 'uuid' })
  @Versioned('categories', 'categoryId')
  @Requires('editor')
  @Answers(CategoryView)
  async update(
    @InPurse() purse: PurseContext,
    @Param({ schema: CategoryParams }) params: { categoryId: string },
    @Body({ schema: UpdateCategory }) body: UpdateCategory,
  ): Promise<CategoryView> {
    return this.categories.update(purse, params.categoryId, body);
  }

  @Delete(':categoryId')
  @ApiParam({ name: 'categoryId', format: 'uuid' })
  @Versioned('categories', 'categoryId')
  @Requires('editor')
  @Answers(null)
  async remove(
    @InPurse() purse: PurseContext,
    @Param({ schema: CategoryParams }) params: { categoryId: string },
  ): Promise<void> {
    await this.categories.remove(purse, params.categoryId);
  }
}
