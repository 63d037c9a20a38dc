/** What a failure means to whoever asked; the HTTP layer turns it into a status. */
export type ErrorKind = 'conflict' | 'invalid' | 'forbidden' | 'not-found' | 'unavailable';

/** A place in the input (JSON pointer) and what is wrong there. */
export interface ErrorPlace {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * A failure that the product foresees: a stable `code`, a `kind`, a sentence for people, and the places to fix.
 * Subclasses name the case; anything else that is thrown is a fault of ours.
 */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly errors: readonly ErrorPlace[];

  constructor(code: string, kind: ErrorKind, detail: string, errors: readonly ErrorPlace[] = []) {
    super(detail);
    this.code = code;
    this.kind = kind;
    this.errors = errors;
  }
}
