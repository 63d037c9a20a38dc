import { DomainError } from '../../domain/errors.ts';
import type { ArchiveRefusal } from './archive/archive-refusal.ts';

/** No archive of this id was given by the person. */
export class RestoreNotFound extends DomainError {
  constructor() {
    super('restore-not-found', 'not-found', 'You gave no archive of this id.');
  }
}

/** An archive of the person is being taken in: one at a time each. */
export class RestoreRunning extends DomainError {
  constructor() {
    super('restore-running', 'conflict', 'An archive of yours is being taken in. Wait until it is done.');
  }
}

/** The file is not the archive of a purse, as its directory and its manifest tell at once. */
export class NotAnArchive extends DomainError {
  constructor({ code, message, where }: ArchiveRefusal) {
    super(code, 'invalid', message, [
      { pointer: '/file', detail: where ?? 'the archive of an exported purse' },
    ]);
  }
}
