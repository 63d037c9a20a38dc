import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { TagsModule } from '../tags/tags.module.ts';
import { TransactionsModule } from '../transactions/transactions.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AccountOfx } from './account-ofx.ts';
import { Archive } from './archive.ts';
import { Downloads } from './downloads.ts';
import { ExportController } from './export.controller.ts';
import { ExportService } from './export.service.ts';
import { LedgerFilesService } from './ledger-files.service.ts';
import { LedgerReader } from './ledger-reader.ts';
import { ListCsv } from './list-csv.ts';
import { ListReader } from './list-reader.ts';
import { PurseFiles } from './purse-files.ts';

@Module({
  imports: [
    AccountsModule,
    AuthModule,
    CategoriesModule,
    ImportsModule,
    PursesModule,
    TagsModule,
    TransactionsModule,
    UsersModule,
  ],
  controllers: [ExportController],
  providers: [
    LedgerReader,
    Downloads,
    PurseFiles,
    Archive,
    ListReader,
    ListCsv,
    AccountOfx,
    ExportService,
    LedgerFilesService,
  ],
})
export class ExportModule {}
