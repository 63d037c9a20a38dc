/** A letter as PDFium places it: the box is in the page's own axes, whose y grows upwards. */
export interface Glyph {
  letter: string;
  x: number;
  y: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Direction of its line in radians, clockwise. */
  angle: number;
}

/** A word as it is read: x to the right, y downwards, whichever way the page is turned. */
export interface PdfWord {
  text: string;
  x: number;
  right: number;
  /** Where the letters stand on their line. */
  y: number;
  size: number;
}

interface Placed {
  letter: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

const QUARTER = Math.PI / 2;
/** Letters are of one line where they stand within this part of their size of each other. */
const SAME_LINE = 0.35;
/** A gap of this part of the size parts words; the narrowest spaces in use are a fifth. */
const WORD_GAP = 0.17;

/**
 * Letters put together to words, line by line from the top. Only the direction that most letters have is read:
 * what crosses it is a watermark or a note in the margin.
 */
export function wordsOf(glyphs: readonly Glyph[]): PdfWord[] {
  const turn = mostUsedTurn(glyphs);
  const placed = glyphs
    .filter((glyph) => turnOf(glyph.angle) === turn)
    .map((glyph) => place(glyph, turn))
    .sort((a, b) => a.y - b.y || a.x - b.x);
  return linesOf(placed).flatMap(wordsOfLine);
}

/** Clockwise quarter turns of a letter's line; null where it is slanted. */
function turnOf(angle: number): number | null {
  const quarters = angle / QUARTER;
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) < 0.06 ? ((nearest % 4) + 4) % 4 : null;
}

function mostUsedTurn(glyphs: readonly Glyph[]): number {
  const counts = [0, 0, 0, 0];
  for (const { angle, letter } of glyphs) {
    const turn = turnOf(angle);
    if (turn !== null && letter !== ' ') counts[turn] = (counts[turn] ?? 0) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

function place({ letter, x, y, left, right, top, bottom }: Glyph, turn: number): Placed {
  const [low, high] = [Math.min(bottom, top), Math.max(bottom, top)];
  const height = turn % 2 === 0 ? high - low : right - left;
  const size = Math.max(Math.min(height, 1000), 0.1);
  switch (turn) {
    case 0:
      return { letter, x: left, right, y: -y, size };
    case 1:
      return { letter, x: -high, right: -low, y: -x, size };
    case 2:
      return { letter, x: -right, right: -left, y, size };
    default:
      return { letter, x: low, right: high, y: x, size };
  }
}

function linesOf(placed: readonly Placed[]): Placed[][] {
  const lines: Placed[][] = [];
  let line: Placed[] = [];
  let y = Number.NEGATIVE_INFINITY;
  for (const one of placed) {
    if (line.length > 0 && one.y - y <= SAME_LINE * one.size) line.push(one);
    else {
      line = [one];
      y = one.y;
      lines.push(line);
    }
  }
  return lines;
}

function wordsOfLine(line: Placed[]): PdfWord[] {
  const words: PdfWord[] = [];
  let word: PdfWord | null = null;
  let before: Placed | null = null;
  for (const one of line.sort((a, b) => a.x - b.x)) {
    // Bold made by printing twice.
    if (before !== null && before.letter === one.letter && Math.abs(before.x - one.x) < 0.12 * one.size)
      continue;
    before = one;
    if (/\s/.test(one.letter)) {
      word = null;
      continue;
    }
    if (word === null || one.x - word.right > WORD_GAP * one.size) {
      word = { text: one.letter, x: one.x, right: one.right, y: one.y, size: one.size };
      words.push(word);
      continue;
    }
    word.text += one.letter;
    word.right = Math.max(word.right, one.right);
    word.size = Math.max(word.size, one.size);
  }
  return words.map(rightWay);
}

const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}/u;

/** Letters stand from left to right; a word that is read from the right is turned round. */
function rightWay(word: PdfWord): PdfWord {
  return RIGHT_TO_LEFT.test(word.text) ? { ...word, text: [...word.text].reverse().join('') } : word;
}
