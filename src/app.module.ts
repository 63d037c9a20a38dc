import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ThrottlerGuard } from '@nestjs/throttler';
import { AccountsModule } from './features/accounts/accounts.module.ts';
import { AdminModule } from './features/admin/admin.module.ts';
import { AiModule } from './features/ai/ai.module.ts';
import { AuditModule } from './features/audit/audit.module.ts';
import { AuthModule } from './features/auth/auth.module.ts';
import { CategoriesModule } from './features/categories/categories.module.ts';
import { CounterpartiesModule } from './features/counterparties/counterparties.module.ts';
import { StatementDaysModule } from './features/statement-days/statement-days.module.ts';
import { DeletionModule } from './features/deletion/deletion.module.ts';
import { DemoModule } from './features/demo/demo.module.ts';
import { ExportModule } from './features/export/export.module.ts';
import { ImportsModule } from './features/imports/imports.module.ts';
import { PositionModule } from './features/position/position.module.ts';
import { ProgramsModule } from './features/programs/programs.module.ts';
import { PursesModule } from './features/purses/purses.module.ts';
import { ReconciliationModule } from './features/reconciliation/reconciliation.module.ts';
import { RestoreModule } from './features/restore/restore.module.ts';
import { RulesModule } from './features/rules/rules.module.ts';
import { SharingModule } from './features/sharing/sharing.module.ts';
import { SortingModule } from './features/sorting/sorting.module.ts';
import { TagsModule } from './features/tags/tags.module.ts';
import { TransactionsModule } from './features/transactions/transactions.module.ts';
import { TransfersModule } from './features/transfers/transfers.module.ts';
import { UsersModule } from './features/users/users.module.ts';
import { AuthGuard } from './platform/auth/auth.guard.ts';
import { ContractPipe } from './platform/http/contract.pipe.ts';
import { ProblemFilter } from './platform/http/problem.filter.ts';
import { RequestInterceptor } from './platform/http/request.interceptor.ts';
import { PlatformModule } from './platform/platform.module.ts';
import type { PlatformOptions } from './platform/platform.module.ts';

/** The one list of features, and of what stands before and behind every route. */
@Module({})
export class AppModule {
  static with(options: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(options),
        AuditModule,
        AuthModule,
        UsersModule,
        AdminModule,
        ProgramsModule,
        SharingModule,
        PursesModule,
        AiModule,
        CategoriesModule,
        AccountsModule,
        TransactionsModule,
        TransfersModule,
        TagsModule,
        CounterpartiesModule,
        RulesModule,
        SortingModule,
        ReconciliationModule,
        ImportsModule,
        StatementDaysModule,
        PositionModule,
        ExportModule,
        RestoreModule,
        DeletionModule,
        DemoModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: ThrottlerGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_INTERCEPTOR, useClass: RequestInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
