import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { Answers, Public } from '../http/decorators.ts';
import { HealthView } from './health.contract.ts';
import { HealthService } from './health.service.ts';

@ApiTags('health')
@SkipThrottle()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** 200 while healthy, 503 with the same body otherwise. */
  @Get()
  @Public()
  @Answers(HealthView, { description: 'Healthy' })
  @ApiResponse({ status: 503, description: 'Not healthy', standardSchema: HealthView } as never)
  async show(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const view = await this.health.view();
    void reply.header('Cache-Control', 'no-store').status(view.status === 'healthy' ? 200 : 503);
    return view;
  }
}
