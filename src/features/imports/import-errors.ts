import { DomainError } from '../../domain/errors.ts';

/** The import is not in this purse. */
export class ImportNotFound extends DomainError {
  constructor() {
    super('import-not-found', 'not-found', 'There is no such import in this purse.');
  }
}

/** The statement is not in this import. */
export class StatementNotFound extends DomainError {
  constructor() {
    super('statement-not-found', 'not-found', 'There is no such statement in this import.');
  }
}

/** Nothing is kept of a file that could not be read, nor of a phone's messages but the payments among them. */
export class FileNotKept extends DomainError {
  constructor() {
    super('file-not-kept', 'not-found', 'The file of this import is not kept.');
  }
}

/** What was asked does not fit the state the import is in. */
export class WrongImportState extends DomainError {
  constructor(status: string, needed: string) {
    super('wrong-import-state', 'conflict', `The import is ${status}; this needs one that is ${needed}.`);
  }
}

/** Some statement has neither an account nor is it skipped. */
export class StatementUndecided extends DomainError {
  constructor(statementIds: readonly string[]) {
    super(
      'statement-undecided',
      'conflict',
      'Say for each statement which account its rows go to, or skip it.',
      statementIds.map((id) => ({
        pointer: `/statements/${id}`,
        detail: 'no account chosen and not skipped',
      })),
    );
  }
}

/** Nothing usable was sent: no file, or one without a byte. */
export class NoFile extends DomainError {
  constructor(detail: string) {
    super('no-file', 'invalid', detail, [
      { pointer: '/file', detail: 'a statement file as multipart/form-data' },
    ]);
  }
}
