import { Module } from '@nestjs/common';
import { PursesModule } from '../purses/purses.module.ts';
import { TransactionsModule } from '../transactions/transactions.module.ts';
import { TransfersController } from './transfers.controller.ts';
import { TransfersService } from './transfers.service.ts';

@Module({
  imports: [PursesModule, TransactionsModule],
  controllers: [TransfersController],
  providers: [TransfersService],
})
export class TransfersModule {}
