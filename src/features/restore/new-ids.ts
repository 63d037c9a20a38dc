import { newId } from '../../platform/database/new-id.ts';
import type { RestoredHead } from './restored-purse.contract.ts';

type Ids = ReadonlyMap<string, string>;

/** The new id of each thing, by its old one; of names, by the name. */
export class NewIds {
  readonly accounts: Ids;
  readonly categories: Ids;
  readonly tags: Ids;
  readonly tagsByName: Ids;
  readonly counterparties: Ids;
  readonly rules: Ids;
  readonly imports: Ids;
  readonly statements: Ids;
  readonly #transfers = new Map<string, string>();

  constructor(
    { accounts, categories, tags, counterparties, rules, imports }: RestoredHead,
    /** When the purse is made anew. */
    readonly now: Date,
  ) {
    this.accounts = idsOf(accounts);
    this.categories = idsOf(categories);
    this.tags = idsOf(tags);
    this.tagsByName = new Map(tags.map(({ id, name }) => [name, this.tags.get(id) ?? '']));
    this.counterparties = new Map(counterparties.map(({ name }) => [name, newId()]));
    this.rules = idsOf(rules);
    this.imports = idsOf(imports);
    this.statements = idsOf(imports.flatMap(({ statements }) => statements));
  }

  /** null for null, and for what was not taken in. */
  of(ids: Ids, old: string | null): string | null {
    return old === null ? null : (ids.get(old) ?? null);
  }

  /** The transfer that a row is a leg of; `isNew` for the first of its two. */
  transfer(old: string): { id: string; isNew: boolean } {
    const known = this.#transfers.get(old);
    if (known !== undefined) return { id: known, isNew: false };
    const id = newId();
    this.#transfers.set(old, id);
    return { id, isNew: true };
  }
}

function idsOf(items: readonly { id: string }[]): Ids {
  return new Map(items.map(({ id }) => [id, newId()]));
}
