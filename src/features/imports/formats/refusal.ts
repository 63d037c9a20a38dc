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

  /** The same, said of a file inside the one that was sent. */
  inside(name: string): Refusal {
    return new Refusal(this.code, this.message, this.where === undefined ? name : `${name}, ${this.where}`);
  }

  asError(): FileError {
    const error: FileError = { code: this.code, why: this.message };
    if (this.where !== undefined) error.where = this.where;
    return error;
  }
}

/** Said of what was never meant to be a statement: a note, a picture, a page. Beside statements it does no harm. */
export class NoStatement extends Refusal {}
