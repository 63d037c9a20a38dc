import { expect, test } from '@jest/globals';
import { dataInvariants } from './invariants/data.ts';
import { environmentInvariants } from './invariants/environment.ts';
import { networkInvariants } from './invariants/network.ts';
import { objectInvariants } from './invariants/objects.ts';
import { podInvariants } from './invariants/pods.ts';
import { describeChart, render, valueSets } from './support/chart.ts';
import type { Rendered } from './support/chart.ts';

const invariants = [
  ...objectInvariants,
  ...podInvariants,
  ...environmentInvariants,
  ...dataInvariants,
  ...networkInvariants,
];

test('there are sixty invariants or more, each with a name of its own', () => {
  expect(invariants.length).toBeGreaterThanOrEqual(60);
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
});

describeChart.each(valueSets)('%s', (set) => {
  let rendered: Rendered | null = null;
  test.each(invariants)('$name', ({ check }) => {
    rendered ??= render(set);
    expect(check(rendered)).toEqual([]);
  });
});
