import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { CounterpartiesModule } from '../counterparties/counterparties.module.ts';
import { RulesModule } from '../rules/rules.module.ts';
import { TagsModule } from '../tags/tags.module.ts';
import { BulkEditService } from './bulk-edit.service.ts';
import { SplitsService } from './splits.service.ts';
import { TransactionsController } from './transactions.controller.ts';
import { TransactionsService } from './transactions.service.ts';

@Module({
  imports: [AccountsModule, CategoriesModule, CounterpartiesModule, RulesModule, TagsModule],
  controllers: [TransactionsController],
  providers: [TransactionsService, SplitsService, BulkEditService],
  exports: [TransactionsService, BulkEditService],
})
export class TransactionsModule {}
