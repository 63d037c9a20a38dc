import type { PdfColumn } from './pdf-header.ts';
import { overlap } from './pdf-lines.ts';
import { looksLikeMoney } from './pdf-tokens.ts';
import type { Token } from './pdf-tokens.ts';
import { Refusal } from './refusal.ts';
import type { ColumnRole } from '../../../domain/table-mapping.ts';

/** A stretch of the page in which words of the table stand, between two stretches in which hardly any does. */
interface Strip {
  x: number;
  right: number;
  money: boolean;
}

/** Rivers are at least this part of the size of letters wide. */
const RIVER = 0.4;
/** Two ways are told apart where their costs differ by as many points. */
const CLEAR = 12;
/** A page of some hundred metres, in points: wider is no page. */
const WIDEST = 20_000;

export const MONEY_ROLES: ReadonlySet<ColumnRole | null> = new Set(['amount', 'debit', 'credit', 'balance']);

/** Where each column ends: the words left of the first edge are the first column's, and so on. */
export function edgesOf(
  columns: readonly PdfColumn[],
  lines: readonly (readonly Token[])[],
  country: string,
): number[] {
  const tokens = lines.flat();
  const size = tokens.reduce((sum, token) => sum + token.size, 0) / Math.max(1, tokens.length);
  const strips = stripsOf(tokens, lines.length, size, country);
  const homes = new Map<number, Strip>();
  for (const [strip, column] of [...homesOfText(strips, columns, size), ...homesOfMoney(strips, columns)]) {
    const home = homes.get(column);
    homes.set(column, {
      x: Math.min(strip.x, home?.x ?? strip.x),
      right: Math.max(strip.right, home?.right ?? strip.right),
      money: strip.money,
    });
  }
  return columns.slice(1).map((column, at) => {
    const [left, right] = [columns[at] ?? column, column];
    return edgeBetween(homes.get(at) ?? left, homes.get(at + 1) ?? right, left, right);
  });
}

function edgeBetween(
  left: { x: number; right: number },
  right: { x: number; right: number },
  leftName: PdfColumn,
  rightName: PdfColumn,
): number {
  if (left.right <= right.x) return (left.right + right.x) / 2;
  // Texts that run into the next column: the names alone say where it begins.
  return leftName.right <= rightName.x ? rightName.x - 1 : (leftName.right + rightName.x) / 2;
}

/** Stretches between the rivers that run down through the rows of a table. */
function stripsOf(tokens: readonly Token[], lines: number, size: number, country: string): Strip[] {
  const shift = Math.floor(tokens.reduce((least, token) => Math.min(least, token.x), 0));
  const width = Math.ceil(tokens.reduce((most, token) => Math.max(most, token.right), 0) + 2) - shift;
  if (tokens.length === 0 || width > WIDEST) return [];
  const filled = new Uint32Array(width + 1);
  const money = new Uint32Array(width + 1);
  for (const token of tokens) {
    const isMoney = looksLikeMoney(token.text, country);
    for (let x = Math.floor(token.x) - shift; x <= Math.ceil(token.right) - 1 - shift; x += 1) {
      filled[x] = (filled[x] ?? 0) + 1;
      if (isMoney) money[x] = (money[x] ?? 0) + 1;
    }
  }
  const few = Math.floor(lines * 0.02);
  const strips: (Strip & { all: number; sums: number })[] = [];
  for (let x = 0; x < filled.length; x += 1) {
    const count = filled[x] ?? 0;
    if (count <= few) continue;
    const last = strips.at(-1);
    // The space inside "1 234,56" or "01 Jan" is no river.
    if (last !== undefined && x + shift - last.right < RIVER * size) {
      last.right = x + 1 + shift;
      last.all += count;
      last.sums += money[x] ?? 0;
    } else {
      strips.push({ x: x + shift, right: x + 1 + shift, money: false, all: count, sums: money[x] ?? 0 });
    }
  }
  return strips.map(({ x, right, all, sums }) => ({ x, right, money: sums >= all * 0.6 }));
}

/** Texts stand where their column's name is, next to it, or right behind a text of the column. */
function homesOfText(
  strips: readonly Strip[],
  columns: readonly PdfColumn[],
  size: number,
): [Strip, number][] {
  const homes: [Strip, number][] = [];
  for (const strip of strips) {
    if (strip.money) continue;
    const over = columns.flatMap((column, at) => (overlap(column, strip) > 0 ? [at] : []));
    // A strip over several names tells nothing of the edges between them.
    if (over.length > 1) continue;
    const home = over[0] ?? nearest(strip, columns);
    const isMoney = MONEY_ROLES.has(columns[home ?? -1]?.role ?? null);
    const before = homes.at(-1);
    // What is no amount beside a column of amounts: the last words of a long text, or of nobody for certain.
    if (home !== null && (over.length === 1 || !isMoney)) homes.push([strip, home]);
    else if (before !== undefined && strip.x - before[0].right < size) homes.push([strip, before[1]]);
  }
  return homes;
}

function nearest(strip: Strip, columns: readonly PdfColumn[]): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, column] of columns.entries()) {
    const gap = -overlap(column, strip);
    if (gap < least) [best, least] = [at, gap];
  }
  return best;
}

/**
 * Amounts may stand left or right of a name that is set otherwise. Of all ways to give the strips of amounts to the
 * columns of money in their order, the one is right whose strips are near and all set the same way to their names.
 * Throws Refusal where two ways are as good: money in would be guessed from money out.
 */
function homesOfMoney(strips: readonly Strip[], columns: readonly PdfColumn[]): [Strip, number][] {
  const places = columns.flatMap(({ role }, at) => (MONEY_ROLES.has(role) ? [at] : []));
  // Amounts inside a text are no column.
  const amounts = strips.filter((strip) => strip.money && !isInText(strip, columns));
  if (amounts.length === 0 || amounts.length > places.length || places.length > 6) return [];
  const ways = choices(places, amounts.length)
    .map((way) => ({ way, cost: costOf(way, amounts, columns) }))
    .sort((a, b) => a.cost - b.cost);
  const [best, second] = ways;
  if (best === undefined) return [];
  if (second !== undefined && second.cost - best.cost < CLEAR && !areNamed(best.way, amounts, columns)) {
    const names = places.map((at) => columns[at]?.name ?? '').join(', ');
    throw new Refusal(
      'no-direction',
      `The amounts stand between the columns ${names}, so money in cannot be told from money out. Ask for the statement as CSV or Excel.`,
    );
  }
  return best.way.flatMap((at, i) => {
    const strip = amounts[i];
    return strip === undefined ? [] : [[strip, at] as [Strip, number]];
  });
}

/** Gaps to the names, and how unlike each other the strips are set to theirs. */
function costOf(way: readonly number[], amounts: readonly Strip[], columns: readonly PdfColumn[]): number {
  const offsets: [number, number, number][] = [];
  let cost = 0;
  for (const [i, at] of way.entries()) {
    const [strip, column] = [amounts[i], columns[at]];
    if (strip === undefined || column === undefined) continue;
    cost += Math.max(0, -overlap(strip, column));
    offsets.push(offsetsOf(strip, column));
  }
  return cost + Math.min(...[0, 1, 2].map((kind) => spread(offsets.map((offset) => offset[kind] ?? 0))));
}

/** Does each strip stand below its own name, or in line with it, and below no other? */
function areNamed(way: readonly number[], amounts: readonly Strip[], columns: readonly PdfColumn[]): boolean {
  return amounts.every((strip, i) => {
    const below = columns.flatMap((column, at) => {
      const inLine = offsetsOf(strip, column).some((offset) => Math.abs(offset) < 3);
      return MONEY_ROLES.has(column.role) && (overlap(strip, column) > 0 || inLine) ? [at] : [];
    });
    return below.length === 1 && below[0] === way[i];
  });
}

/** From name to strip: between their left ends, their right ends and their middles. */
function offsetsOf(strip: Strip, column: PdfColumn): [number, number, number] {
  const [left, right] = [strip.x - column.x, strip.right - column.right];
  return [left, right, (left + right) / 2];
}

function isInText(strip: Strip, columns: readonly PdfColumn[]): boolean {
  const over = columns.filter((column) => overlap(column, strip) > 0);
  return over.length > 0 && over.every(({ role }) => !MONEY_ROLES.has(role));
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Every way to pick `count` of the places in their order. */
function choices(places: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return places.flatMap((place, at) =>
    choices(places.slice(at + 1), count - 1).map((rest) => [place, ...rest]),
  );
}
