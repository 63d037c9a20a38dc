import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { CounterpartiesModule } from '../counterparties/counterparties.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { TagsModule } from '../tags/tags.module.ts';
import { RulesController } from './rules.controller.ts';
import { RulesService } from './rules.service.ts';

@Module({
  imports: [AccountsModule, CategoriesModule, CounterpartiesModule, PursesModule, TagsModule],
  controllers: [RulesController],
  providers: [RulesService],
  exports: [RulesService],
})
export class RulesModule {}
