import { say } from '../../../scripts/console.mjs';

interface Figure {
  name: string;
  value: string;
  must: string;
  ok: boolean;
}

/** What was found: one line per figure, and every violation in words. */
export class Report {
  readonly #figures: Figure[] = [];
  readonly violations: string[] = [];

  /** One line of the table; a figure that is not `ok` is a violation. */
  figure(name: string, value: string | number, must: string, ok: boolean): void {
    this.#figures.push({ name, value: String(value), must, ok });
    say(`  ${ok ? 'ok  ' : 'FAIL'} ${name}: ${value} (must be ${must})`);
    if (!ok) this.violations.push(`${name}: ${value}, must be ${must}`);
  }

  violation(text: string): void {
    this.violations.push(text);
    say(`  FAIL ${text}`);
  }

  table(): string {
    const rows = [
      ['faults: figure', 'measured', 'must', ''],
      ...this.#figures.map(({ name, value, must, ok }) => [
        `faults: ${name}`,
        value,
        must,
        ok ? 'ok' : 'FAIL',
      ]),
    ];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
    return lines.join('\n');
  }
}
