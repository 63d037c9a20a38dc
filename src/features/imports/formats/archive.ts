import { isPdf } from './pdf-file.ts';
import { NoStatement, Refusal } from './refusal.ts';
import type { FileFormat, ParsedFile, ParsedStatement, ParseLimits } from './statement.ts';
import type { TableReading } from './table-reading.ts';
import { LONGEST_NAME } from '../../../platform/zip/zip-reader.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';

const MOST_NAMES = 5;

export interface ArchiveOptions {
  limits: ParseLimits;
  /** What is known so far of the tables of the whole archive; each file adds its own. */
  readings: TableReading[];
  /** Reads a file that is no PDF. Throws Refusal. */
  parse: (bytes: Uint8Array, limits: ParseLimits, rowsBefore: number) => ParsedFile;
  /** A PDF as it was opened before; null for one that is not asked for now. Throws Refusal. */
  pdf: (path: string, limits: ParseLimits, rowsBefore: number) => ParsedFile | null;
}

/**
 * Reads all statements in a ZIP archive as one file with several statements, in the order of their names, the PDFs
 * behind the others: how the archive was packed does not matter. A statement that cannot be read refuses the archive;
 * a note or picture beside them is named as no row.
 */
export function readArchive(files: readonly PackedFile[], options: ArchiveOptions): ParsedFile {
  if (files.length === 0) throw new Refusal('no-statement', 'The ZIP archive holds no file.');
  const reader = new ArchiveReader(options);
  const pdfs: (PackedFile & { shown: string })[] = [];
  // One at a time: what two files hold unpacked is never in memory together.
  for (const file of named(files)) {
    const bytes = file.unpack();
    if (isPdf(bytes)) pdfs.push(file);
    else reader.take(file.shown, (limits, rows) => options.parse(bytes, limits, rows));
  }
  for (const { path, shown } of pdfs) reader.take(shown, (limits, rows) => options.pdf(path, limits, rows));
  return reader.finish();
}

class ArchiveReader {
  readonly #options: ArchiveOptions;
  readonly #statements: ParsedStatement[] = [];
  readonly #passed: { name: string; refusal: Refusal }[] = [];
  #only: ParsedFile | null = null;
  #formats: FileFormat[] = [];
  #files = 0;
  #rows = 0;

  constructor(options: ArchiveOptions) {
    this.#options = options;
  }

  take(name: string, read: (limits: ParseLimits, rowsBefore: number) => ParsedFile | null): void {
    const { limits, readings } = this.#options;
    const tablesBefore = readings.length;
    try {
      const parsed = read({ ...limits, maxRows: limits.maxRows - this.#rows }, this.#rows);
      if (parsed === null) return;
      this.#nameTables(name, tablesBefore);
      this.#keep(name, parsed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof NoStatement) {
        readings.length = tablesBefore;
        this.#passed.push({ name, refusal: error });
        return;
      }
      this.#nameTables(name, tablesBefore);
      throw this.#rows > 0 && error.code === 'too-many-rows' ? this.#tooManyRows(name) : error.inside(name);
    }
  }

  finish(): ParsedFile {
    if (this.#only === null) throw this.#withoutStatement();
    const last = this.#statements.at(-1);
    for (const { name, refusal } of this.#passed) {
      last?.rows.reject({
        index: this.#rows,
        where: name,
        raw: '',
        code: 'not-a-row',
        why: refusal.message,
      });
      this.#rows += 1;
    }
    const whole = { statements: this.#statements, rowCount: this.#rows };
    if (this.#files === 1) return { ...this.#only, ...whole };
    const formats = [...new Set(this.#formats)];
    return { format: 'zip', formats, encoding: '', ...whole, error: null };
  }

  #keep(name: string, parsed: ParsedFile): void {
    this.#files += 1;
    this.#only = { ...parsed, statements: [] };
    if (parsed.format !== null) this.#formats.push(parsed.format);
    for (const statement of parsed.statements) {
      statement.rows.renumber(this.#rows);
      statement.file = name;
      this.#statements.push(statement);
    }
    this.#rows += parsed.rowCount;
  }

  /** A table counts its statement from the beginning of its own file. */
  #nameTables(name: string, from: number): void {
    for (const reading of this.#options.readings.slice(from)) {
      reading.sheet = reading.sheet === null ? name : `${name}, ${reading.sheet}`;
      if (reading.statement !== null) reading.statement += this.#statements.length;
    }
  }

  #tooManyRows(name: string): Refusal {
    const most = this.#options.limits.maxRows;
    return new Refusal(
      'too-many-rows',
      `The files of the ZIP archive hold more than ${most} rows together. Send them in two parts.`,
      name,
    );
  }

  #withoutStatement(): Refusal {
    const [first] = this.#passed;
    if (first !== undefined && this.#passed.length === 1) return first.refusal.inside(first.name);
    return new Refusal(
      'no-statement',
      `None of the files in the ZIP archive is a statement: ${listed(this.#passed.map(({ name }) => name))}.`,
    );
  }
}

/** Files in the order of their paths, each with a name for people: its own, with its folders where two share one. */
function named(files: readonly PackedFile[]): (PackedFile & { shown: string })[] {
  const count = new Map<string, number>();
  for (const { name } of files) count.set(name, (count.get(name) ?? 0) + 1);
  return files
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map((file) => ({
      ...file,
      shown: (count.get(file.name) ?? 0) > 1 ? file.plainPath.slice(-LONGEST_NAME) : file.name,
    }));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
