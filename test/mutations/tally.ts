import type { Verdict } from './judge.ts';

interface Line {
  files: number;
  read: number;
  refused: number;
  unexpected: number;
  rows: number;
  codes: Map<string, number>;
}

/** How the files of each format ended. */
export class Tally {
  files = 0;
  unexpected = 0;
  readonly #lines = new Map<string, Line>();

  add(format: string, { end, code, rows }: Verdict): void {
    const line = this.#lines.get(format) ?? noLine();
    this.#lines.set(format, line);
    this.files += 1;
    line.files += 1;
    line[end] += 1;
    line.rows += rows;
    if (end === 'unexpected') this.unexpected += 1;
    if (code !== null) line.codes.set(code, (line.codes.get(code) ?? 0) + 1);
  }

  /** The formats by name, each with how its files ended and what they were refused as. */
  table(): string {
    const cells = [...this.#lines]
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([format, { files, read, refused, unexpected, rows, codes }]) => [
        format,
        ...[files, read, refused, unexpected, rows].map((count) => count.toLocaleString('en')),
        [...codes]
          .sort(([, a], [, b]) => b - a)
          .map(([code, count]) => `${code} ${count}`)
          .join(', '),
      ]);
    const lines = [['format', 'files', 'read', 'refused', 'unexpected', 'rows', 'refused as'], ...cells];
    const widths = [0, 1, 2, 3, 4, 5].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
    return lines
      .map((line) =>
        line
          .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
          .join('  '),
      )
      .join('\n');
  }
}

function noLine(): Line {
  return { files: 0, read: 0, refused: 0, unexpected: 0, rows: 0, codes: new Map() };
}
