/** Why an archive is not taken in: thrown where it is read, shown to the person who gave it. */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
  readonly code: string;
  /** A file of the archive, with a JSON pointer behind `#` where it is in one place. */
  readonly where: string | null;

  constructor(code: string, detail: string, where?: string) {
    super(detail);
    this.code = code;
    this.where = where ?? null;
  }
}
