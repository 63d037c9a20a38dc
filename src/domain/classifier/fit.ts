import { Classifier } from './classifier.ts';
import type { Labelled } from './evaluate.ts';
import { LABELS, WRITINGS } from './evaluate.ts';
import { counterpartyName } from '../counterparty-name.ts';

/**
 * Temperature and points of calibration.ts from labelled texts: the temperature under which the right labels are most
 * likely, then rising shares of right answers (pool adjacent violators) thinned to a few points.
 */
export function fitCalibration(texts: readonly Labelled[]): {
  temperature: number;
  points: [number, number][];
} {
  const classifier = new Classifier(LABELS);
  const scored = texts.flatMap(({ key, amount, text }) => {
    const scores = classifier.scores({ text, counterparty: counterpartyName(text), amount });
    return scores === null ? [] : [{ key, ...scores }];
  });
  let [temperature, least] = [1, Infinity];
  for (let tried = 0.5; tried <= 6; tried += 0.1) {
    let loss = 0;
    for (const { key, labels, values } of scored) {
      const at = key === null ? -1 : labels.indexOf(key);
      loss -= Math.log(Math.max(1e-6, at < 0 ? 1e-3 : (softmax(values, tried)[at] ?? 0)));
    }
    if (loss < least) [temperature, least] = [Math.round(tried * 10) / 10, loss];
  }
  const outcomes = scored
    .map(({ key, labels, values }) => {
      const shares = softmax(values, temperature);
      const best = shares.indexOf(Math.max(...shares));
      return { probability: shares[best] ?? 0, right: labels[best] === key ? 1 : 0 };
    })
    .sort((one, other) => one.probability - other.probability);
  return { temperature, points: pointsOf(outcomes) };
}

function pointsOf(outcomes: readonly { probability: number; right: number }[]): [number, number][] {
  const BIN = Math.ceil(outcomes.length / 12);
  const groups: { x: number; right: number; rows: number }[] = [];
  for (let at = 0; at < outcomes.length; at += BIN) {
    const some = outcomes.slice(at, at + BIN);
    const sum = (pick: (one: { probability: number; right: number }) => number) =>
      some.reduce((all, one) => all + pick(one), 0);
    groups.push({
      x: sum((one) => one.probability) / some.length,
      right: sum((one) => one.right),
      rows: some.length,
    });
    for (let last = groups.at(-1), before = groups.at(-2); last !== undefined && before !== undefined;) {
      if (before.right / before.rows <= last.right / last.rows) break;
      const rows = before.rows + last.rows;
      groups.splice(-2, 2, {
        x: (before.x * before.rows + last.x * last.rows) / rows,
        right: before.right + last.right,
        rows,
      });
      [last, before] = [groups.at(-1), groups.at(-2)];
    }
  }
  const points = groups.map(({ x, right, rows }): [number, number] => [
    round(x),
    round(atLeast(right / rows, rows / WRITINGS)),
  ]);
  const rising = points.filter(
    ([x, y], at) => at === 0 || (x > (points[at - 1]?.[0] ?? 0) && y > (points[at - 1]?.[1] ?? 0)),
  );
  return [[0, 0], ...rising.filter(([x]) => x < 1), [1, Math.max(...points.map(([, y]) => y))]];
}

/** Standard deviations below what was seen: where the confidence stays below what is right in every country left out. */
const MARGIN = 1.28;

/**
 * What a share of so many texts proves: the lower end of its interval (Wilson), so that nine of ten such samples prove
 * more. A handful of texts proves no certainty.
 */
function atLeast(share: number, texts: number): number {
  const n = texts / MARGIN ** 2;
  return (share + 1 / (2 * n) - Math.sqrt((share * (1 - share)) / n + 1 / (4 * n * n))) / (1 + 1 / n);
}

function softmax(values: readonly number[], temperature: number): number[] {
  const top = Math.max(...values);
  const shares = values.map((value) => Math.exp((value - top) / temperature));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}

const round = (value: number) => Math.round(value * 1000) / 1000;
