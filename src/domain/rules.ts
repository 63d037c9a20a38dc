import { UNSORTED } from './category-why.ts';
import type { Sorted } from './category-why.ts';
import { normaliseText } from './fingerprint-text.ts';

/** When a rule holds: all that is not null must. */
export interface RuleConditions {
  /** The counterparty's name as the purse has it now. */
  readonly counterparty: string | null;
  /** Stands somewhere in the row's text, whatever its case. */
  readonly text: string | null;
  readonly direction: 'in' | 'out' | null;
  readonly accountId: string | null;
  readonly currency: string | null;
  /** The size of the amount in minor units, without its sign, both ends included. */
  readonly amountMin: number | null;
  readonly amountMax: number | null;
}

/** What a rule does to a row. */
export interface RuleActions {
  readonly categoryId: string | null;
  readonly counterparty: string | null;
  readonly tagIds: readonly string[];
}

export interface Rule {
  readonly id: string;
  readonly when: RuleConditions;
  readonly set: RuleActions;
}

/** What a rule says, whether it is kept or not. */
export type RuleSaid = Pick<Rule, 'when' | 'set'>;

/** What rules look at of a row. */
export interface RuleFacts {
  readonly counterparty: string | null;
  readonly description: string;
  readonly amount: number;
  readonly accountId: string | null;
  readonly currency: string;
}

/**
 * How much a rule says about a row: a name says more than a text, a text more than everything else together, and a
 * longer text more than a shorter one.
 */
export function specificity({ when }: Pick<Rule, 'when'>): number {
  return (
    (when.counterparty === null ? 0 : 10_000) +
    (when.text === null ? 0 : 1_000 + Math.min(textOf(when.text).length, 200)) +
    (when.amountMin === null && when.amountMax === null ? 0 : 300) +
    (when.amountMin !== null && when.amountMin === when.amountMax ? 100 : 0) +
    (when.accountId === null ? 0 : 100) +
    (when.direction === null ? 0 : 50) +
    (when.currency === null ? 0 : 20)
  );
}

/** The most specific first; of two that say as much the later one, which a person made knowing the other. */
export function ranked<T extends Rule>(rules: readonly T[]): T[] {
  return rules.toSorted(
    (one, other) =>
      specificity(other) - specificity(one) || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0),
  );
}

/** The text in which a rule looks for its own: what the bank wrote, and the name. */
export function searchedText({
  description,
  counterparty,
}: Pick<RuleFacts, 'description' | 'counterparty'>): string {
  return normaliseText(`${description} ${counterparty ?? ''}`);
}

/** A rule in a few words, kept with the rows that it sorts. null where only amount, account or direction tell. */
export function ruleWords({ when }: Pick<Rule, 'when'>): string | null {
  return when.counterparty ?? when.text;
}

interface Ready {
  readonly rule: Rule;
  readonly needle: string | null;
}

/** Rules of a purse, ready for many rows: those that name a counterparty are looked at for its rows alone. */
export class Ruleset {
  readonly #anyName: Ready[] = [];
  readonly #byName = new Map<string, Ready[]>();
  readonly size: number;

  constructor(rules: readonly Rule[]) {
    this.size = rules.length;
    for (const rule of ranked(rules)) {
      const ready = { rule, needle: rule.when.text === null ? null : textOf(rule.when.text) };
      const name = rule.when.counterparty;
      if (name === null) this.#anyName.push(ready);
      else this.#byName.set(name, [...(this.#byName.get(name) ?? []), ready]);
    }
  }

  /**
   * What the rules make of a row: category and name come from the most specific rule that gives one, tags from every
   * rule that holds.
   */
  sort(facts: RuleFacts): Sorted {
    const named = facts.counterparty === null ? [] : (this.#byName.get(facts.counterparty) ?? []);
    if (named.length === 0 && this.#anyName.length === 0) return UNSORTED;
    let text: string | null = null;
    let [categoryId, why, counterparty]: [Sorted['categoryId'], Sorted['why'], Sorted['counterparty']] = [
      null,
      null,
      null,
    ];
    const tagIds = new Set<string>();
    // A rule with a name is always more specific than one without.
    for (const { rule, needle } of [...named, ...this.#anyName]) {
      if (!plainlyHolds(rule.when, facts)) continue;
      if (needle !== null && !(text ??= searchedText(facts)).includes(needle)) continue;
      if (categoryId === null && rule.set.categoryId !== null) {
        categoryId = rule.set.categoryId;
        why = { by: 'rule', ruleId: rule.id, text: ruleWords(rule) };
      }
      counterparty ??= rule.set.counterparty;
      for (const id of rule.set.tagIds) tagIds.add(id);
    }
    return { categoryId, why, counterparty, tagIds: [...tagIds] };
  }
}

/** Whether everything but the text of a rule holds. */
function plainlyHolds(when: RuleConditions, facts: RuleFacts): boolean {
  const size = Math.abs(facts.amount);
  return (
    (when.counterparty === null || when.counterparty === facts.counterparty) &&
    (when.direction === null || when.direction === (facts.amount > 0 ? 'in' : 'out')) &&
    (when.accountId === null || when.accountId === facts.accountId) &&
    (when.currency === null || when.currency === facts.currency) &&
    (when.amountMin === null || size >= when.amountMin) &&
    (when.amountMax === null || size <= when.amountMax)
  );
}

/** Whether a rule holds for a row. */
export function holds({ when }: Pick<Rule, 'when'>, facts: RuleFacts): boolean {
  return plainlyHolds(when, facts) && (when.text === null || searchedText(facts).includes(textOf(when.text)));
}

function textOf(given: string): string {
  return normaliseText(given);
}
