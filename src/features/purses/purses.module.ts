import { Module } from '@nestjs/common';
import { CategoriesModule } from '../categories/categories.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { PursesController } from './purses.controller.ts';
import { PursesService } from './purses.service.ts';

@Module({
  imports: [CategoriesModule, UsersModule],
  controllers: [PursesController],
  providers: [PursesService],
  exports: [PursesService],
})
export class PursesModule {}
