import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Archive } from './archive.ts';
import { ExportController } from './export.controller.ts';
import { ExportService } from './export.service.ts';
import { LedgerReader } from './ledger-reader.ts';
import { PurseFiles } from './purse-files.ts';

@Module({
  imports: [AccountsModule, AuthModule, CategoriesModule, ImportsModule, PursesModule, UsersModule],
  controllers: [ExportController],
  providers: [LedgerReader, PurseFiles, Archive, ExportService],
})
export class ExportModule {}
