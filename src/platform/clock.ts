import { Injectable } from '@nestjs/common';

/** The only way to the present moment: tests give another. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
