/** A statement's own figures in minor units; null where it does not state one, or no currency is known. */
export interface StatedFiguresOfStatement {
  readonly opening: number | null;
  readonly closing: number | null;
  readonly movement: number | null;
  /** The first place where its running balance parts. */
  readonly note: string | null;
}

/** Whether a statement's opening and rows make its closing balance. */
export interface StatementProof {
  state: 'proved' | 'off' | 'not-stated';
  opening: number | null;
  sum: number;
  closing: number | null;
  difference: number | null;
  note: string | null;
}

/** Whether opening + rows = closing, in the file's own figures: duplicates count, they are rows of the file. */
export function proofOfStatement(stated: StatedFiguresOfStatement): StatementProof | null {
  const { opening, closing, movement, note } = stated;
  if (movement === null) return null;
  if (opening === null || closing === null)
    return { state: 'not-stated', opening, sum: movement, closing, difference: null, note: null };
  const difference = closing - opening - movement;
  const proved = difference === 0 && note === null;
  return { state: proved ? 'proved' : 'off', opening, sum: movement, closing, difference, note };
}
