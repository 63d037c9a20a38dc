import { Global, Module } from '@nestjs/common';
import { ProgramTokens } from '../../platform/auth/program-tokens.ts';
import { ProgramsController } from './programs.controller.ts';
import { ProgramsService } from './programs.service.ts';

/** Global, since the guard asks it about every token. */
@Global()
@Module({
  controllers: [ProgramsController],
  providers: [ProgramsService, { provide: ProgramTokens, useExisting: ProgramsService }],
  exports: [ProgramTokens],
})
export class ProgramsModule {}
