import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { ExportController } from './export.controller.ts';
import { LedgerReader } from './ledger-reader.ts';

@Module({
  imports: [AccountsModule, CategoriesModule, PursesModule],
  controllers: [ExportController],
  providers: [LedgerReader],
})
export class ExportModule {}
