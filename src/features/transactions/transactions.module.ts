import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { CounterpartiesService } from './counterparties.service.ts';
import { TransactionsController } from './transactions.controller.ts';
import { TransactionsService } from './transactions.service.ts';

@Module({
  imports: [AccountsModule, CategoriesModule],
  controllers: [TransactionsController],
  providers: [TransactionsService, CounterpartiesService],
  exports: [TransactionsService, CounterpartiesService],
})
export class TransactionsModule {}
