import type { FileError, FileErrorCode } from './statement.ts';

/** Thrown inside a parser to refuse the file as a whole; parse.ts turns it into `ParsedFile.error`. */
export class Refusal extends Error {
  readonly code: FileErrorCode;
  readonly where: string | undefined;

  constructor(code: FileErrorCode, why: string, where?: string) {
    super(why);
    this.name = 'Refusal';
    this.code = code;
    this.where = where;
  }

  asError(): FileError {
    const error: FileError = { code: this.code, why: this.message };
    if (this.where !== undefined) error.where = this.where;
    return error;
  }
}
