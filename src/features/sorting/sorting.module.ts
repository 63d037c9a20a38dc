import { Module } from '@nestjs/common';
import { CategoriesModule } from '../categories/categories.module.ts';
import { CounterpartiesModule } from '../counterparties/counterparties.module.ts';
import { RulesModule } from '../rules/rules.module.ts';
import { TransactionsModule } from '../transactions/transactions.module.ts';
import { SortingController } from './sorting.controller.ts';
import { SortingService } from './sorting.service.ts';

@Module({
  imports: [CategoriesModule, CounterpartiesModule, RulesModule, TransactionsModule],
  controllers: [SortingController],
  providers: [SortingService],
})
export class SortingModule {}
