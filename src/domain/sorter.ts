import { categorise } from './categorise.ts';
import { UNSORTED } from './category-why.ts';
import type { Sorted } from './category-why.ts';
import { ASSIGN_FROM, Classifier, SUGGEST_FROM } from './classifier/classifier.ts';
import type { Lesson, Likeness } from './classifier/classifier.ts';
import { Ruleset } from './rules.ts';
import type { Rule, RuleFacts } from './rules.ts';

/** What a purse knows about sorting rows: plain data, so that a thread can have it. */
export interface SortingKnowledge {
  readonly country: string;
  readonly rules: readonly Rule[];
  /** What people of the purse decided by hand. */
  readonly lessons: readonly Lesson[];
  /** Names that the purse gave up, each with the one it goes by now. */
  readonly formerNames: ReadonlyMap<string, string>;
  /** Ids of categories by their stable key, archived ones left out. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Guesses that are kept. */
const MOST_KEPT = 5000;

/** The text of a row to find words in: whom it names and what for, each once. */
export function sortedText(row: { counterparty: string | null; description: string }): string {
  const { counterparty, description } = row;
  if (counterparty === null || counterparty === description) return description;
  return description === '' ? counterparty : `${counterparty} ${description}`;
}

type Guess = Pick<Sorted, 'categoryId' | 'why'>;

/** Sorts new rows: rules of the purse come first, then likeness that is sure, then words that Ikpa knows. */
export class Sorter {
  readonly #knowledge: SortingKnowledge;
  readonly #rules: Ruleset;
  readonly #classifier: Classifier;
  /** A statement has the same texts again and again. */
  readonly #guesses = new Map<string, Guess>();

  constructor(knowledge: SortingKnowledge) {
    this.#knowledge = knowledge;
    this.#rules = new Ruleset(knowledge.rules);
    this.#classifier = new Classifier(knowledge.categories, knowledge.lessons);
  }

  /**
   * What becomes of a row. A likeness that is not sure is told beside no category.
   *
   * @param facts with the counterparty as the row has it, and the text to find words in
   */
  sort(facts: RuleFacts & { readonly text: string }): Sorted {
    const { formerNames } = this.#knowledge;
    const named = facts.counterparty;
    const counterparty = named === null ? null : (formerNames.get(named) ?? named);
    const ruled = this.#rules.size === 0 ? UNSORTED : this.#rules.sort({ ...facts, counterparty });
    if (ruled.categoryId !== null) return ruled;
    const key = `${facts.amount > 0 ? '+' : '-'}${facts.text}=${counterparty ?? ''}`;
    const known = this.#guesses.get(key) ?? this.#guess(facts, counterparty);
    if (this.#guesses.size >= MOST_KEPT) this.#guesses.clear();
    this.#guesses.set(key, known);
    return { ...ruled, ...known };
  }

  #guess({ text, amount }: { text: string; amount: number }, counterparty: string | null): Guess {
    const like = this.#classifier.classify({ text, counterparty, amount });
    const known = categorise(text, amount, this.#knowledge.country);
    const told = known === null ? null : this.#idOf(known.key);
    if (like !== null && like.confidence >= ASSIGN_FROM && (like.own || known?.key !== like.label))
      return { categoryId: this.#idOf(like.label), why: whyOf(like) };
    if (known !== null && told !== null)
      return { categoryId: told, why: { by: 'words', text: known.because } };
    const suggested = like !== null && like.confidence >= SUGGEST_FROM ? this.#idOf(like.label) : null;
    if (like === null || suggested === null) return { categoryId: null, why: null };
    return { categoryId: null, why: { ...whyOf(like), categoryId: suggested } };
  }

  /** A label is a key that the purse has, or the id of a category of its own. */
  #idOf(label: string): string | null {
    return (
      this.#knowledge.categories.get(label) ?? (label.includes('-') && label.length === 36 ? label : null)
    );
  }
}

function whyOf({ because, confidence }: Likeness) {
  return { by: 'likeness' as const, text: because, percent: Math.floor(confidence * 100) };
}
