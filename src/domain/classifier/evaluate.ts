import { categorise } from '../categorise.ts';
import { firstCategories } from '../categories.ts';
import { counterpartyName } from '../counterparty-name.ts';
import { seededRandom } from '../prng.ts';
import { ASSIGN_FROM, Classifier } from './classifier.ts';

/** A text as a bank would write it, with the key of the category that a person would choose; null: nobody could say. */
export interface Labelled {
  readonly country: string;
  readonly key: string | null;
  readonly amount: number;
  readonly text: string;
}

export interface Judged {
  readonly country: string;
  readonly right: boolean;
  readonly confidence: number;
  /** Nobody could say what it was for: every guess is wrong. */
  readonly unknowable: boolean;
  readonly guessed: string | null;
}

export interface Bin {
  readonly from: number;
  readonly rows: number;
  readonly confidence: number;
  readonly right: number;
}

export interface Report {
  readonly rows: number;
  /** Share of the knowable texts whose best guess is right, however sure. */
  readonly accuracy: number;
  /** Share of the knowable texts that get a category, and of all that get one the share for which it is right. */
  readonly assigned: number;
  readonly precision: number;
  /** Share of the unknowable texts that are left alone. */
  readonly leftAlone: number;
  /** Expected calibration error: how far confidence and share of right guesses lie apart. */
  readonly ece: number;
  readonly bins: readonly Bin[];
}

/** Reads lines of key, sign and text with a tab between them. */
export function readLabelled(country: string, lines: string): Labelled[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [key = '', sign = '', text = ''] = line.split('\t');
      return { country, key: key === '?' ? null : key, amount: sign === '+' ? 100 : -100, text };
    });
}

/** How often each text is written: they are no proof of their own. */
export const WRITINGS = 4;

/** Each text as different banks would write it: as it is, in small letters, cut, with a reference behind it. */
export function written(all: readonly Labelled[], seed: number): Labelled[] {
  const random = seededRandom(seed);
  const digits = () => `${random.below(1e9)}`;
  return all.flatMap((one) => [
    one,
    { ...one, text: one.text.toLowerCase() },
    { ...one, text: one.text.slice(0, Math.max(14, Math.ceil(one.text.length * 0.8))) },
    { ...one, text: `${digits()} ${one.text}/REF${digits()}` },
  ]);
}

/** The seed of the references in the texts by which calibration.ts was set. */
export const SEED = 2026;

/** Every category that a purse begins with, its key as its id. */
export const LABELS: ReadonlyMap<string, string> = new Map(
  firstCategories('OTHER').map(({ key }) => [key, key]),
);

/** What the classifier says of each text; with words of ours where it is not sure, as a new row is sorted. */
export function judge(
  texts: readonly Labelled[],
  { withWords = false, without }: { withWords?: boolean; without?: string } = {},
): Judged[] {
  const classifier = new Classifier(LABELS, [], without);
  return texts.map(({ country, key, amount, text }) => {
    const like = classifier.classify({ text, counterparty: counterpartyName(text), amount });
    const sure = (like?.confidence ?? 0) >= ASSIGN_FROM;
    const told = withWords && !sure ? categorise(text, amount, country) : null;
    const guessed = told?.key ?? like?.label ?? null;
    const confidence = told === null ? (like?.confidence ?? 0) : 1;
    return { country, right: key !== null && guessed === key, confidence, unknowable: key === null, guessed };
  });
}

/** Figures of what was judged. Guesses without any confidence are in no bin. */
export function reportOn(judged: readonly Judged[]): Report {
  const knowable = judged.filter(({ unknowable }) => !unknowable);
  const given = judged.filter(({ confidence }) => confidence >= ASSIGN_FROM);
  const unknowable = judged.filter((one) => one.unknowable);
  const guessed = judged.filter((one) => one.guessed !== null);
  const bins = Array.from({ length: 10 }, (_, at) => {
    const inside = guessed.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === at);
    return {
      from: at / 10,
      rows: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)),
      right: share(inside, ({ right }) => right),
    };
  });
  return {
    rows: judged.length,
    accuracy: share(knowable, ({ right }) => right),
    assigned: share(knowable, ({ confidence }) => confidence >= ASSIGN_FROM),
    precision: share(given, ({ right }) => right),
    leftAlone: share(unknowable, ({ confidence }) => confidence < ASSIGN_FROM),
    ece: bins.reduce(
      (sum, bin) => sum + (bin.rows / guessed.length) * Math.abs(bin.confidence - bin.right),
      0,
    ),
    bins,
  };
}

function share<T>(all: readonly T[], of: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(of).length / all.length;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
