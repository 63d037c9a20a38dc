/** The version of docs/formulas.md that every result follows. */
export const FORMULA_VERSION = 2;

/** What is missing for a figure, in words a person can act on. */
export interface Missing {
  readonly code: string;
  readonly detail: string;
}

/** A figure that cannot be told: absent with its reasons, never guessed and never zero (docs/formulas.md §1). */
export interface Unknown {
  readonly known: false;
  readonly missing: readonly Missing[];
}

/** A figure, or why there is none. */
export type Figure<T> = ({ readonly known: true } & T) | Unknown;

/** An unknown figure. */
export function unknown(code: string, detail: string): Unknown {
  return { known: false, missing: [{ code, detail }] };
}
