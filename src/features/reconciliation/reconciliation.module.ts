import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { TransactionsModule } from '../transactions/transactions.module.ts';
import { ReconciliationController } from './reconciliation.controller.ts';
import { ReconciliationService } from './reconciliation.service.ts';

@Module({
  imports: [AccountsModule, TransactionsModule],
  controllers: [ReconciliationController],
  providers: [ReconciliationService],
})
export class ReconciliationModule {}
