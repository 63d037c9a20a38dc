import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { PursesModule } from '../purses/purses.module.ts';
import { PositionController } from './position.controller.ts';
import { PositionService } from './position.service.ts';

@Module({
  imports: [AccountsModule, PursesModule],
  controllers: [PositionController],
  providers: [PositionService],
})
export class PositionModule {}
