import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { StatementDaysController } from './statement-days.controller.ts';
import { StatementDaysService } from './statement-days.service.ts';

@Module({
  imports: [AccountsModule, PursesModule],
  controllers: [StatementDaysController],
  providers: [StatementDaysService],
})
export class StatementDaysModule {}
