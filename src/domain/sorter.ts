import { categorise } from './categorise.ts';
import { UNSORTED } from './category-why.ts';
import type { Sorted } from './category-why.ts';
import { Ruleset } from './rules.ts';
import type { Rule, RuleFacts } from './rules.ts';

/** What a purse knows about sorting rows: plain data, so that a thread can have it. */
export interface SortingKnowledge {
  readonly country: string;
  readonly rules: readonly Rule[];
  /** Names that the purse gave up, each with the one it goes by now. */
  readonly formerNames: ReadonlyMap<string, string>;
  /** Ids of categories by their stable key, archived ones left out. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Sorts new rows: rules of the purse come first, then the words that Ikpa knows. */
export class Sorter {
  readonly #knowledge: SortingKnowledge;
  readonly #rules: Ruleset;

  constructor(knowledge: SortingKnowledge) {
    this.#knowledge = knowledge;
    this.#rules = new Ruleset(knowledge.rules);
  }

  /**
   * What becomes of a row.
   *
   * @param facts with the counterparty as the row has it, and the text to find words in
   */
  sort(facts: RuleFacts & { readonly text: string }): Sorted {
    const { formerNames, categories, country } = this.#knowledge;
    const counterparty =
      facts.counterparty === null ? null : (formerNames.get(facts.counterparty) ?? facts.counterparty);
    const ruled = this.#rules.size === 0 ? UNSORTED : this.#rules.sort({ ...facts, counterparty });
    if (ruled.categoryId !== null) return ruled;
    const guess = categorise(facts.text, facts.amount, country);
    const categoryId = guess === null ? null : (categories.get(guess.key) ?? null);
    if (guess === null || categoryId === null) return ruled;
    return { ...ruled, categoryId, why: { by: 'words', text: guess.because } };
  }
}
