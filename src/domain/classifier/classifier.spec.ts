import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstCategories } from '../categories.ts';
import { shippedNames } from './base.ts';
import { CALIBRATION } from './calibration.ts';
import { ASSIGN_FROM, Classifier, calibrated } from './classifier.ts';
import { LABELS, SEED, judge, readLabelled, reportOn, written } from './evaluate.ts';
import { featuresOf, wordsOf } from './features.ts';
import { Sorter } from '../sorter.ts';
import { fitCalibration } from './fit.ts';

const CORPUS = new URL('../../../test/corpus/categories/', import.meta.url);
const textsOf = (directory: URL) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) =>
      readLabelled(name.slice(0, 2).toUpperCase(), readFileSync(new URL(name, directory), 'utf8')),
    );
const fit = textsOf(CORPUS);
const held = textsOf(new URL('held/', CORPUS));
const texts = written(held, SEED);
const COUNTRIES = ['CI', 'EG', 'GH', 'KE', 'NG', 'RW', 'SN', 'TZ', 'UG', 'ZA'];
/** No list of ours is theirs. */
const OTHERS = ['CM', 'ET', 'MZ', 'ZM'];

describe('the texts that are held back', () => {
  it('are of fourteen countries, and none of them set anything', () => {
    expect([...new Set(texts.map(({ country }) => country))].sort()).toEqual(
      [...COUNTRIES, ...OTHERS].sort(),
    );
    expect(held.length).toBeGreaterThan(400);
    const used = new Set(fit.map(({ text }) => text.toLowerCase()));
    expect(held.filter(({ text }) => used.has(text.toLowerCase()))).toEqual([]);
  });

  it('are told as well as is written down: right, sure, and not surer than right', () => {
    const report = reportOn(judge(texts));
    expect(report.accuracy).toBeGreaterThan(0.87);
    expect(report.assigned).toBeGreaterThan(0.78);
    expect(report.precision).toBeGreaterThan(0.95);
    expect(report.leftAlone).toBeGreaterThan(0.8);
    expect(report.ece).toBeLessThan(0.05);
    // Each text counts once: its four writings prove no more.
    for (const { from, rows, confidence, right } of reportOn(judge(held)).bins)
      if (from >= 0.5 && rows >= 30) expect(confidence - right).toBeLessThan(0.03);
    for (const { from, rows, confidence, right } of report.bins)
      if (from >= 0.5 && rows >= 30) expect(confidence - right).toBeLessThan(0.06);
  });

  it('are told even better with the words that Ikpa knows beside it', () => {
    const report = reportOn(judge(texts, { withWords: true }));
    expect(report.accuracy).toBeGreaterThan(0.88);
    expect(report.assigned).toBeGreaterThan(0.86);
    expect(report.precision).toBeGreaterThan(0.93);
  });

  it.each(COUNTRIES)('%s: no country is left behind', (country) => {
    const own = texts.filter((one) => one.country === country);
    const report = reportOn(judge(own));
    expect(report.accuracy).toBeGreaterThan(0.84);
    expect(report.precision).toBeGreaterThan(0.84);
    // Nor does it stand on names alone that somebody wrote down for the country.
    expect(reportOn(judge(own, { without: country })).accuracy).toBeGreaterThan(0.5);
  });

  it('are read with the calibration that the others give', () => {
    expect(fitCalibration(written(fit, SEED))).toEqual(CALIBRATION);
  });
});

describe('a place', () => {
  const classifier = new Classifier(LABELS);
  const of = (text: string) => classifier.classify({ text, counterparty: null, amount: -100 });

  it('tells what was bought there, and only suggests what a transfer or a levy that names it was for', () => {
    const bought = of('POS PURCHASE BALOGUN MARKET');
    expect(bought?.label).toBe('food');
    expect(bought?.confidence).toBeGreaterThan(0.95);
    for (const text of ['NIP TRF TO BALOGUN MARKET', 'Electronic levy Balogun market'])
      expect([text, of(text)]).toEqual([text, expect.objectContaining({ label: 'food', confidence: 0.7 })]);
  });

  it('gives way to the word that says what for', () => {
    const sorter = new Sorter({
      country: 'NG',
      rules: [],
      lessons: [],
      formerNames: new Map(),
      categories: LABELS,
    });
    const text = 'rent transfer to Balogun market';
    const facts = {
      text,
      description: text,
      counterparty: null,
      amount: -100,
      accountId: null,
      currency: 'NGN',
    };
    expect(sorter.sort(facts)).toMatchObject({ categoryId: 'rent', why: { by: 'words', text: 'rent' } });
  });

  it('does not weaken what the purse itself decided of the name', () => {
    const name = 'Balogun Market';
    const own = new Classifier(LABELS, [
      { counterparty: name, direction: 'out', categoryId: 'rent', rows: 9 },
    ]);
    const like = own.classify({ text: 'TRF TO BALOGUN MARKET', counterparty: name, amount: -100 });
    expect(like).toMatchObject({ label: 'rent', own: true });
    expect(like?.confidence).toBeGreaterThan(ASSIGN_FROM);
  });
});

describe('a person’s name', () => {
  const classifier = new Classifier(LABELS);
  const of = (text: string) => classifier.classify({ text, counterparty: null, amount: -100 });

  it('that is a word as well tells nothing; what stands beside it does', () => {
    expect(of('FAITH CHEBET')).toBeNull();
    expect(of('FAITH PHARMACY')).toMatchObject({ label: 'health' });
    expect(of('LIVING FAITH CHURCH')).toMatchObject({ label: 'community' });
    for (const text of ['FAITH PHARMACY', 'LIVING FAITH CHURCH'])
      expect(of(text)?.confidence).toBeGreaterThan(ASSIGN_FROM);
  });
});

describe('a wallet', () => {
  it('counts where it stands beside a charge, and says nothing elsewhere', () => {
    expect(wordsOf('MOMO FEE TRANSFER')).toEqual(['momo', 'fee']);
    expect(wordsOf('MOMO transfer Ada rent')).toEqual(['ada', 'rent']);
    const like = new Classifier(LABELS).classify({ text: 'MOMO FEE', counterparty: null, amount: -100 });
    expect(like?.label).toBe('mobile-fees');
  });
});

describe('confidence', () => {
  it('rises with the probability and never reaches certainty', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(calibrated(low)).toBeLessThanOrEqual(calibrated(high));
          expect(calibrated(high)).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('what a purse decided', () => {
  const row = (text: string, counterparty: string | null = null) => ({ text, counterparty, amount: -100 });

  it('is suggested after one row of a name, given after several, and doubted where they disagree', () => {
    const lesson = (categoryId: string, rows: number) =>
      ({ counterparty: 'Chidi Obi', direction: 'out', categoryId, rows }) as const;
    const like = (...lessons: ReturnType<typeof lesson>[]) =>
      new Classifier(LABELS, lessons).classify(row('NIP/CHIDI OBI/OPAY 0023', 'Chidi Obi'));
    expect(like()).toBeNull();
    const once = like(lesson('family', 1));
    expect(once).toMatchObject({ label: 'family', because: 'chidi obi', own: true });
    expect(once?.confidence).toBeLessThan(ASSIGN_FROM);
    expect(like(lesson('family', 4))?.confidence).toBeGreaterThan(ASSIGN_FROM);
    expect(like(lesson('family', 4), lesson('rent', 3))?.confidence).toBeLessThan(ASSIGN_FROM);
  });

  it('counts for money in the same direction only, and for categories of the purse’s own', () => {
    const own = '01900000-0000-7000-8000-00000000dead';
    const lessons = [{ counterparty: 'Zed Yard', direction: 'out', categoryId: own, rows: 5 }] as const;
    const classifier = new Classifier(LABELS, lessons);
    expect(classifier.classify(row('zed yard', 'Zed Yard'))?.label).toBe(own);
    expect(classifier.classify({ ...row('zed yard', 'Zed Yard'), amount: 100 })).toBeNull();
  });

  it('wins over what the lists say of the name', () => {
    const lessons = [
      { counterparty: 'Shoprite', direction: 'out', categoryId: 'business-stock', rows: 8 },
    ] as const;
    const like = new Classifier(LABELS, lessons).classify(row('POS SHOPRITE', 'Shoprite'));
    expect(like?.label).toBe('business-stock');
    expect(like?.confidence).toBeGreaterThan(ASSIGN_FROM);
  });
});

describe('the lists', () => {
  it('name only categories that a purse begins with, in their direction', () => {
    const kinds = new Map(firstCategories('NG').map(({ key, kind }) => [key, kind]));
    for (const { key, direction, name } of shippedNames()) {
      expect([name, kinds.has(key)]).toEqual([name, true]);
      if (direction === 'out') expect([name, kinds.get(key)]).not.toEqual([name, 'income']);
    }
  });

  it('give no category that the purse has not: no label without it', () => {
    const without = new Map([...LABELS].filter(([key]) => key !== 'food'));
    expect(
      new Classifier(without).classify({ text: 'SHOPRITE', counterparty: null, amount: -1 })?.label,
    ).not.toBe('food');
  });
});

describe('any text', () => {
  it('is told in bounded work, from nothing to certainty', () => {
    const classifier = new Classifier(LABELS);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), fc.constantFrom(-1, 1), (text, amount) => {
        expect(featuresOf(wordsOf(text)).length).toBeLessThanOrEqual(36);
        const like = classifier.classify({ text, counterparty: null, amount });
        if (like !== null) {
          expect(like.confidence).toBeGreaterThanOrEqual(0);
          expect(like.confidence).toBeLessThan(1);
        }
      }),
    );
  });
});
