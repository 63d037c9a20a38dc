/** How often features were seen with each label: the memory of a naive Bayes classifier. Adding is all that learning is. */
export class Counts {
  /** feature → label → weight */
  readonly #features = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, number>();
  readonly #sums = new Map<string, number>();
  #all = 0;

  add(feature: string, label: string, weight: number): void {
    const labels = this.#features.get(feature) ?? new Map<string, number>();
    labels.set(label, (labels.get(label) ?? 0) + weight);
    this.#features.set(feature, labels);
    this.#sums.set(feature, (this.#sums.get(feature) ?? 0) + weight);
    this.#totals.set(label, (this.#totals.get(label) ?? 0) + weight);
    this.#all += weight;
  }

  /** With which labels a feature was seen, or undefined where it never was. */
  labels(feature: string): ReadonlyMap<string, number> | undefined {
    return this.#features.get(feature);
  }

  sum(feature: string): number {
    return this.#sums.get(feature) ?? 0;
  }

  total(label: string): number {
    return this.#totals.get(label) ?? 0;
  }

  get all(): number {
    return this.#all;
  }

  get known(): IterableIterator<string> {
    return this.#totals.keys();
  }
}
