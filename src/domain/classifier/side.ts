import { baseOf } from './base.ts';
import { Counts } from './counts.ts';
import { featuresOf, nameFeature, wordsOf } from './features.ts';

/** How much the background of a feature weighs beside what was seen. */
const SMOOTHING = 0.5;
/** The share of a label in everything seen counts a little: lists say nothing about how often people pay for what. */
const PRIOR = 0.3;
const PRIOR_COUNT = 20;
/** One row that a person decided weighs as much as so many names of the lists, up to so many rows. */
const LESSON = 3;
const MOST_LESSONS = 10;
/** No single feature decides more than this, as a logarithm. */
const MOST_SAID = 5;
/** Vectors that are kept: learned names must not fill the memory. */
const MOST_KEPT = 5000;

/** What a text scores, and by what. */
export interface Scored {
  readonly labels: readonly string[];
  readonly scores: Float64Array;
  /** What each feature that was ever seen says of each label. */
  readonly said: readonly { readonly feature: string; readonly vector: Float64Array }[];
  /** How many rows of the purse itself have the very name, by label; null where none has. */
  readonly own: ReadonlyMap<string, number> | null;
}

/** All that is known of money in one direction: what is shipped, and what people of the purse decided. */
export class Side {
  readonly #base: Counts;
  readonly #own = new Counts();
  readonly #rows = new Map<string, Map<string, number>>();
  readonly #vectors = new Map<string, Float64Array>();
  #labels: readonly string[] = [];
  #priors = new Float64Array();

  constructor(direction: 'in' | 'out', without?: string) {
    this.#base = baseOf(direction, without);
  }

  learn(counterparty: string, label: string, rows: number): void {
    const weight = LESSON * Math.min(rows, MOST_LESSONS);
    const name = nameFeature(counterparty);
    this.#own.add(name, label, weight);
    for (const feature of featuresOf(wordsOf(counterparty)))
      this.#own.add(feature.name, label, weight * feature.weight);
    const labels = this.#rows.get(name) ?? new Map<string, number>();
    this.#rows.set(name, labels.set(label, (labels.get(label) ?? 0) + rows));
  }

  /** Ends learning: labels of the lists count where the purse has their category. */
  settle(keys: ReadonlyMap<string, string>): void {
    const known = new Set([...this.#base.known].filter((key) => keys.has(key)));
    for (const label of this.#own.known) known.add(label);
    this.#labels = [...known].sort();
    const all = this.#base.all + this.#own.all + PRIOR_COUNT * this.#labels.length;
    this.#priors = Float64Array.from(
      this.#labels,
      (label) => PRIOR * Math.log((this.#total(label) + PRIOR_COUNT) / all),
    );
  }

  /** null where none of the words was ever seen. */
  score(words: readonly string[], counterparty: string | null): Scored | null {
    const features = featuresOf(words);
    const name = counterparty === null ? '' : nameFeature(counterparty);
    const own = this.#rows.get(name) ?? null;
    if (own !== null) features.unshift({ name, weight: 1 });
    const said: { feature: string; vector: Float64Array }[] = [];
    for (const { name: feature, weight } of features) {
      const vector = this.#vector(feature, weight);
      if (vector !== null) said.push({ feature, vector });
    }
    if (said.length === 0 || this.#labels.length === 0) return null;
    const scores = Float64Array.from(this.#priors);
    for (const { vector } of said)
      for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) + (vector[at] ?? 0);
    return { labels: this.#labels, scores, said, own };
  }

  #vector(feature: string, weight: number): Float64Array | null {
    const kept = this.#vectors.get(feature);
    if (kept !== undefined) return kept;
    const vector = this.#say(feature, weight);
    if (vector === null) return null;
    if (this.#vectors.size >= MOST_KEPT) this.#vectors.clear();
    this.#vectors.set(feature, vector);
    return vector;
  }

  /** By how much a feature makes each label likelier than it is without. */
  #say(feature: string, weight: number): Float64Array | null {
    const sum = this.#base.sum(feature) + this.#own.sum(feature);
    if (sum === 0) return null;
    const background = sum / (this.#base.all + this.#own.all);
    const smoothing = SMOOTHING * this.#labels.length;
    return Float64Array.from(this.#labels, (label) => {
      const seen =
        (this.#base.labels(feature)?.get(label) ?? 0) + (this.#own.labels(feature)?.get(label) ?? 0);
      const ratio = Math.log(
        (seen + smoothing * background) / ((this.#total(label) + smoothing) * background),
      );
      return Math.max(-MOST_SAID, Math.min(MOST_SAID, ratio)) * weight;
    });
  }

  #total(label: string): number {
    return this.#base.total(label) + this.#own.total(label);
  }
}
