import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvRecord, givenText } from './csv-text.ts';

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.stringMatching(/^'{0,3}[=+\-@\t＝a1]{0,2}[",\n]{0,2}[a-z]{0,3}$/),
);

describe('a record of a CSV file', () => {
  it('has an apostrophe before what a spreadsheet would run, and never before a number', () => {
    expect(csvRecord(['=1+1', '@x', '-5', { number: '-5.00' }, "'=1", null, 'a'])).toBe(
      "'=1+1,'@x,'-5,-5.00,''=1,,a\r\n",
    );
  });

  it('gives back every text that it was given, and no cell begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (given) => {
        const [cells = []] = Papa.parse<string[]>(csvRecord([...given, 'end']), {
          delimiter: ',',
          newline: '\r\n',
        }).data;
        expect(cells.map(givenText)).toEqual([...given, 'end']);
        expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
      }),
    );
  });
});
