/** One line of the result. */
export interface Figure {
  name: string;
  value: string;
  ratio?: string;
  target?: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds with their spread: `812 ms (790–1,040)`. */
export function times(values: readonly number[]): string {
  const low = amount(Math.min(...values));
  const high = amount(Math.max(...values));
  return `${amount(median(values))} ms (${low}–${high})`;
}

/**
 * Median of the ratios of two measurements taken in alternation, with its spread: what a machine does meanwhile hits
 * both sides of a round.
 */
export function ratio(values: readonly number[], base: readonly number[]): string {
  const ratios = values.map((value, index) => value / (base[index] ?? Number.NaN));
  const spread = `${short(Math.min(...ratios))}–${short(Math.max(...ratios))}`;
  return `${short(median(ratios))} × (${spread})`;
}

export function amount(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function short(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}

/** The table as text, its columns as wide as their longest cell. */
export function table(figures: readonly Figure[]): string {
  const head: Figure = { name: 'figure', value: 'measured', ratio: 'ratio', target: 'target' };
  const cells = [head, ...figures].map(({ name, value, ratio: part = '', target = '' }) => [
    name,
    value,
    part,
    target,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.join('\n');
}
