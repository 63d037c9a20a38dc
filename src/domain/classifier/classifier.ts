import { CALIBRATION } from './calibration.ts';
import { movesOnly, placeWords, wordsOf } from './features.ts';
import { Side } from './side.ts';
import type { Scored } from './side.ts';

/** From this confidence on a row gets the category; below it the category is only suggested, if it is likely at all. */
export const ASSIGN_FROM = 0.8;
export const SUGGEST_FROM = 0.4;

/** As sure as a place alone makes of what a transfer or a charge was for: enough to suggest it. */
const MOST_BY_PLACE = 0.7;
/** From here on, as a logarithm, a feature tells one label from the next. */
const TELLS = 1;

/** Answers that are kept. */
const MOST_KEPT = 5000;

/** Rows of one name that a person put into one category. */
export interface Lesson {
  readonly counterparty: string;
  readonly direction: 'in' | 'out';
  readonly categoryId: string;
  readonly rows: number;
}

export interface ClassifiedRow {
  readonly text: string;
  readonly counterparty: string | null;
  readonly amount: number;
}

/** What a text is like. */
export interface Likeness {
  /** The key of a category that came with the purse, else its id. */
  readonly label: string;
  /** How often a likeness of this kind is right, 0 to 1. */
  readonly confidence: number;
  /** What told most. */
  readonly because: string;
  /** Whether rows of the purse itself have the very name. */
  readonly own: boolean;
}

/**
 * A multinomial naive Bayes classifier over the names and phrases that Ikpa ships and over what people of the purse
 * decided themselves. A text without a word that was ever seen is like nothing.
 */
export class Classifier {
  /** People pay the same places again and again. */
  readonly #told = new Map<string, Likeness | null>();
  readonly #in: Side;
  readonly #out: Side;

  /**
   * @param keys ids of the purse's categories by their stable key; what has none, or is gone, is no label
   * @param without a country whose list is left out, to see what is left without it
   */
  constructor(keys: ReadonlyMap<string, string>, lessons: readonly Lesson[] = [], without?: string) {
    this.#in = new Side('in', without);
    this.#out = new Side('out', without);
    const keyOf = new Map([...keys].map(([key, id]) => [id, key]));
    for (const { counterparty, direction, categoryId, rows } of lessons)
      (direction === 'in' ? this.#in : this.#out).learn(
        counterparty,
        keyOf.get(categoryId) ?? categoryId,
        rows,
      );
    this.#in.settle(keys);
    this.#out.settle(keys);
  }

  /** What a row is most like, or null where nothing in it was ever seen. */
  classify({ text, counterparty, amount }: ClassifiedRow): Likeness | null {
    const words = wordsOf(text);
    const moves = movesOnly(text);
    const key = `${amount > 0 ? '+' : '-'}${moves ? '~' : ''}${words.join(' ')}=${counterparty ?? ''}`;
    const known = this.#told.get(key);
    if (known !== undefined) return known;
    const scored = this.#side(amount).score(words, counterparty);
    const like = scored === null ? null : likeliest(scored, moves ? placeWords(words) : NOWHERE);
    if (this.#told.size >= MOST_KEPT) this.#told.clear();
    this.#told.set(key, like);
    return like;
  }

  /** The score of each label as a logarithm, to find the calibration by. */
  scores({
    text,
    counterparty,
    amount,
  }: ClassifiedRow): { labels: readonly string[]; values: number[] } | null {
    const scored = this.#side(amount).score(wordsOf(text), counterparty);
    return scored === null ? null : { labels: scored.labels, values: [...scored.scores] };
  }

  #side(amount: number): Side {
    return amount > 0 ? this.#in : this.#out;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();

function likeliest({ labels, scores, said, own }: Scored, place: ReadonlySet<string>): Likeness | null {
  let [first, second] = [0, -1];
  for (let at = 1; at < scores.length; at += 1) {
    if ((scores[at] ?? 0) > (scores[first] ?? 0)) [first, second] = [at, first];
    else if (second < 0 || (scores[at] ?? 0) > (scores[second] ?? 0)) second = at;
  }
  const label = labels[first];
  if (label === undefined) return null;
  const top = scores[first] ?? 0;
  let sum = 0;
  for (const score of scores) sum += Math.exp((score - top) / CALIBRATION.temperature);
  const gain = (vector: Float64Array) => (vector[first] ?? 0) - (second < 0 ? 0 : (vector[second] ?? 0));
  const told = said.reduce((most, one) => (gain(one.vector) > gain(most.vector) ? one : most));
  const byPlace = own === null && said.every((one) => gain(one.vector) < TELLS || isOf(place, one.feature));
  const most = own === null ? (byPlace && place.size > 0 ? MOST_BY_PLACE : 1) : borneOut(own, label);
  return {
    label,
    confidence: Math.min(calibrated(1 / sum), most),
    because: told.feature.replace(/^=|-$/g, ''),
    own: own !== null,
  };
}

/** Whether a feature is made of words of a place. */
function isOf(place: ReadonlySet<string>, feature: string): boolean {
  if (feature.endsWith('-')) return [...place].some((word) => word.startsWith(feature.slice(0, -1)));
  return feature.split(' ').every((word) => place.has(word));
}

/** How sure the purse's own rows of a name make: one row proves little, and rows that disagree prove less. */
function borneOut(rows: ReadonlyMap<string, number>, label: string): number {
  let all = 0;
  for (const some of rows.values()) all += some;
  return ((rows.get(label) ?? 0) + 0.5) / (all + 1);
}

/** How often texts of such a probability are right, by the points that `npm run test:classifier -- --fit` finds. */
export function calibrated(probability: number): number {
  const { points } = CALIBRATION;
  for (let at = 1; at < points.length; at += 1) {
    const [x0 = 0, y0 = 0] = points[at - 1] ?? [];
    const [x1 = 1, y1 = 1] = points[at] ?? [];
    if (probability <= x1) return x1 === x0 ? y1 : y0 + ((probability - x0) / (x1 - x0)) * (y1 - y0);
  }
  return points.at(-1)?.[1] ?? 0;
}
