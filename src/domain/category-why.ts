/**
 * Why a row has its category, where no person chose it: a rule of the purse, a word that Ikpa knows, or likeness to
 * rows and names it knows. With `categoryId` it is only a suggestion: the row has no category yet.
 */
export type CategoryWhy =
  | { readonly by: 'rule'; readonly ruleId: string; readonly text: string | null }
  | { readonly by: 'words'; readonly text: string }
  | {
      readonly by: 'likeness';
      readonly text: string | null;
      readonly percent: number;
      readonly categoryId?: string;
    };

/** What is decided about a new row that no person decided about. */
export interface Sorted {
  readonly categoryId: string | null;
  readonly why: CategoryWhy | null;
  /** The name that a rule gives; null leaves the row's own. */
  readonly counterparty: string | null;
  readonly tagIds: readonly string[];
}

export const UNSORTED: Sorted = { categoryId: null, why: null, counterparty: null, tagIds: [] };

/** Why a row has its category, as it is told. */
export interface ReasonTold {
  readonly by: 'person' | CategoryWhy['by'];
  /** The rule in a few words, the word that told, or what the row is like. */
  readonly text: string | null;
  readonly ruleId: string | null;
  readonly percent: number | null;
}

/** What is told about a row's category: why it has it, or what it could be. */
export function tellCategory(
  categoryId: string | null,
  by: 'person' | 'rule' | null,
  why: CategoryWhy | null,
): {
  categoryReason: ReasonTold | null;
  suggestion: { categoryId: string; text: string | null; percent: number } | null;
} {
  if (categoryId === null) {
    const suggested = why?.by === 'likeness' ? why.categoryId : undefined;
    if (why?.by !== 'likeness' || suggested === undefined) return { categoryReason: null, suggestion: null };
    return {
      categoryReason: null,
      suggestion: { categoryId: suggested, text: why.text, percent: why.percent },
    };
  }
  if (by === 'person') return { categoryReason: reason('person'), suggestion: null };
  if (why === null) {
    // From before reasons were kept: a word of ours told, nobody knows which.
    return { categoryReason: reason('words'), suggestion: null };
  }
  return {
    categoryReason: {
      by: why.by,
      text: why.text,
      ruleId: why.by === 'rule' ? why.ruleId : null,
      percent: why.by === 'likeness' ? why.percent : null,
    },
    suggestion: null,
  };
}

function reason(by: 'person' | 'words'): ReasonTold {
  return { by, text: null, ruleId: null, percent: null };
}
