import { DomainError } from '../../domain/errors.ts';

/** 401: no token, one that does not hold, or a session that ended. The answer tells none of them apart. */
export class NotSignedIn extends DomainError {
  constructor(code = 'not-signed-in', detail = 'Please sign in.') {
    super(code, 'forbidden', detail);
  }
}
