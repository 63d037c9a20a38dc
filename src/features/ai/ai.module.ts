import { Module } from '@nestjs/common';
import { AiController } from './ai.controller.ts';
import { AiService } from './ai.service.ts';

@Module({ controllers: [AiController], providers: [AiService], exports: [AiService] })
export class AiModule {}
