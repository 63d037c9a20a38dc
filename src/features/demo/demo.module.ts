import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { CategoriesModule } from '../categories/categories.module.ts';
import { CounterpartiesModule } from '../counterparties/counterparties.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { DemoService } from './demo.service.ts';
import { HouseholdParts } from './household-parts.ts';

@Module({
  imports: [AccountsModule, AuthModule, CategoriesModule, CounterpartiesModule, PursesModule, UsersModule],
  providers: [DemoService, HouseholdParts],
})
export class DemoModule {}
