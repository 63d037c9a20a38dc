import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Ruleset, holds, ranked, searchedText } from './rules.ts';
import type { Rule, RuleActions, RuleConditions, RuleFacts } from './rules.ts';

const ANY: RuleConditions = {
  counterparty: null,
  text: null,
  direction: null,
  accountId: null,
  currency: null,
  amountMin: null,
  amountMax: null,
};
const NOTHING: RuleActions = { categoryId: null, counterparty: null, tagIds: [] };

const rule = (id: string, when: Partial<RuleConditions>, set: Partial<RuleActions>): Rule => ({
  id,
  when: { ...ANY, ...when },
  set: { ...NOTHING, ...set },
});

const FUEL: RuleFacts = {
  counterparty: 'Total Ikeja',
  description: 'POS  PURCHASE total ikeja 0032',
  amount: -500_000,
  accountId: 'bank',
  currency: 'NGN',
};

describe('rules of a purse', () => {
  it('hold where every condition does', () => {
    const all = {
      counterparty: 'Total Ikeja',
      text: 'purchase TOTAL',
      direction: 'out',
      accountId: 'bank',
      currency: 'NGN',
      amountMin: 500_000,
      amountMax: 500_000,
    } as const;
    expect(holds(rule('a', all, {}), FUEL)).toBe(true);
    const others: Partial<RuleFacts>[] = [
      { counterparty: 'Total Yaba' },
      { description: 'TOTALIKEJA' },
      { amount: 500_000 },
      { accountId: null },
      { currency: 'GHS' },
      { amount: -500_001 },
      { amount: -499_999 },
    ];
    for (const other of others)
      expect([other, holds(rule('a', all, {}), { ...FUEL, ...other })]).toEqual([other, false]);
  });

  it('are ranked by how much they say, and of two that say as much the later comes first', () => {
    const order = ranked([
      rule('1', { currency: 'NGN' }, {}),
      rule('2', { direction: 'out' }, {}),
      rule('3', { accountId: 'bank' }, {}),
      rule('4', { currency: 'NGN', amountMin: 1, amountMax: 2 }, {}),
      rule('5', { text: 'total' }, {}),
      rule('6', { text: 'total ikeja' }, {}),
      rule('7', { text: 'total', accountId: 'bank', direction: 'out', currency: 'NGN', amountMin: 5 }, {}),
      rule('8', { counterparty: 'Total Ikeja' }, {}),
      rule('9', { counterparty: 'Total Ikeja', direction: 'out' }, {}),
      rule('a', { direction: 'in' }, {}),
    ]);
    expect(order.map(({ id }) => id)).toEqual(['9', '8', '7', '6', '5', '4', '3', 'a', '2', '1']);
  });

  it('give the category of the most specific, the name of the most specific that gives one, and all tags', () => {
    const rules = new Ruleset([
      rule('1', { text: 'total' }, { categoryId: 'fuel', counterparty: 'Total', tagIds: ['car'] }),
      rule('2', { counterparty: 'Total Ikeja' }, { categoryId: 'work', tagIds: ['trip', 'car'] }),
      rule('3', { counterparty: 'Total Yaba' }, { categoryId: 'food', tagIds: ['no'] }),
    ]);
    expect(rules.sort(FUEL)).toEqual({
      categoryId: 'work',
      why: { by: 'rule', ruleId: '2', text: 'Total Ikeja' },
      counterparty: 'Total',
      tagIds: ['trip', 'car'],
    });
  });

  it('sort a row as looking at each of them in turn would', () => {
    const facts = fc.record({
      counterparty: fc.constantFrom(null, 'Ada', 'Obi'),
      description: fc.constantFrom('POS Ada', 'rent OBI', 'ÉCOLE été', ''),
      amount: fc.constantFrom(-300, -5, 7, 300),
      accountId: fc.constantFrom(null, 'a', 'b'),
      currency: fc.constantFrom('NGN', 'GHS'),
    });
    const conditions = fc.record({
      counterparty: fc.constantFrom(null, null, 'Ada', 'Obi'),
      text: fc.constantFrom(null, null, 'ada', 'école', 'RENT'),
      direction: fc.constantFrom(null, 'in' as const, 'out' as const),
      accountId: fc.constantFrom(null, 'a', 'b'),
      currency: fc.constantFrom(null, 'NGN'),
      amountMin: fc.constantFrom(null, 6),
      amountMax: fc.constantFrom(null, 299),
    });
    const given = fc.array(fc.record({ when: conditions, category: fc.boolean() }), { maxLength: 8 });
    fc.assert(
      fc.property(facts, given, (row, list) => {
        const rules = list.map(({ when, category }, index) =>
          rule(`${index}`, when, category ? { categoryId: `c${index}` } : { tagIds: [`t${index}`] }),
        );
        const holding = ranked(rules).filter((one) => holds(one, row));
        const sorted = new Ruleset(rules).sort(row);
        expect(sorted.categoryId).toBe(
          holding.find(({ set }) => set.categoryId !== null)?.set.categoryId ?? null,
        );
        expect(sorted.tagIds).toEqual(holding.flatMap(({ set }) => set.tagIds));
      }),
      { numRuns: 500 },
    );
  });

  it('look for their text in what the bank wrote and in the name, with blanks folded', () => {
    expect(searchedText(FUEL)).toBe('pos purchase total ikeja 0032 total ikeja');
  });
});
