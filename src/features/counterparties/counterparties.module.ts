import { Module } from '@nestjs/common';
import { CounterpartiesController } from './counterparties.controller.ts';
import { CounterpartiesService } from './counterparties.service.ts';

@Module({
  controllers: [CounterpartiesController],
  providers: [CounterpartiesService],
  exports: [CounterpartiesService],
})
export class CounterpartiesModule {}
