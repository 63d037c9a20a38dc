import { UnauthorizedException } from '@nestjs/common';

/** 401: no token, one that does not hold, or a session that ended. The answer tells none of them apart. */
export class NotSignedIn extends UnauthorizedException {
  constructor() {
    super('Please sign in.');
  }
}
