import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { plainDate } from './qif.ts';
import type { ParseLimits } from './statement.ts';

function read(text: string, country = 'NG', limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country, limits });
}

/** A bank section with these entries, each given as its lines. */
function bank(...entries: string[]): string {
  return `!Type:Bank\n${entries.map((entry) => `${entry}\n^\n`).join('')}`;
}

const days = (file: ListedFile) => file.statements[0]?.rows.map((row) => row.date);
const amounts = (file: ListedFile) => file.statements[0]?.rows.map((row) => row.amount);

describe('QIF', () => {
  it('reads a file whole: account, opening balance, rows, splits, habits', () => {
    const file = read(
      "!Account\nNWallet\nTBank\n^\n!Type:Bank\nD01/04'26\nT1,000.00\nCX\nPOpening Balance\nL[Wallet]\n^\n" +
        "D13/04'26\nU-65.50\nT-65.50\nC*\nN1042\nPMama Put\nMLunch\nLFood\n^\n" +
        "D14/04'26\nT-1,200.00\nNATM\nPMarket\nSFood\nEYams\n$-1,000.00\nSHome\n$-200.00\n^\n",
    );
    const row = { valueDate: null, currency: null, balance: null };
    expect(file).toEqual({
      format: 'qif',
      encoding: 'utf-8',
      error: null,
      rowCount: 2,
      dialect: {
        delimiter: '',
        headerLine: null,
        columns: [],
        dateOrder: 'day-first',
        dateOrderWhy: '13/04/2026 can be read in this order only.',
        decimalMark: '.',
        directionWhy: 'Money out has a minus.',
        newestFirst: false,
      },
      statements: [
        {
          account: null,
          accountName: 'Wallet',
          currency: null,
          opening: '1000.00',
          closing: null,
          openingOn: '2026-04-01',
          closingOn: null,
          periodFrom: null,
          periodTo: null,
          rows: [
            {
              ...row,
              index: 0,
              where: 'line 12',
              raw: "D13/04'26\nU-65.50\nT-65.50\nC*\nN1042\nPMama Put\nMLunch\nLFood\n^",
              date: '2026-04-13',
              amount: '-65.50',
              reference: '1042',
              counterparty: 'Mama Put',
              description: 'Lunch – Food',
            },
            {
              ...row,
              index: 1,
              where: 'line 21',
              raw: "D14/04'26\nT-1,200.00\nNATM\nPMarket\nSFood\nEYams\n$-1,000.00\nSHome\n$-200.00\n^",
              date: '2026-04-14',
              amount: '-1200.00',
              reference: null,
              counterparty: 'Market',
              description: 'Food Yams -1,000.00; Home -200.00',
            },
          ],
          rejected: [],
          proof: { state: 'not-stated', why: 'The file states no closing balance.' },
        },
      ],
    });
  });

  it('gives each account its own statement and leaves lists out', () => {
    const file = read(
      '!Option:AutoSwitch\n!Account\nNA\nTBank\n^\nNB\nTCCard\n^\n!Clear:AutoSwitch\n!Type:Cat\nNFood\nD01/01/2026\nT5\n^\n' +
        '!Account\nNA\n^\n!Type:Bank\nD13/04/2026\nT-1\n^\n!Type:Bank\nD14/04/2026\nT-2\n^\n' +
        '!Account\nNB\n^\n!Type:CCard\nD15/04/2026\nT-3\n^\n!Type:Cash\nD16/04/2026\nT-4\n!Account\nNC\n^\n!Type:Cash\nD17/04/2026\nT-5',
    );
    expect(
      file.statements.map((one) => [one.accountName, one.rows.map((row) => [row.index, row.amount])]),
    ).toEqual([
      [
        'A',
        [
          [0, '-1.00'],
          [1, '-2.00'],
        ],
      ],
      ['B', [[2, '-3.00']]],
      ['B', [[3, '-4.00']]],
      ['C', [[4, '-5.00']]],
    ]);
  });

  it('takes the name of the account from its opening balance, and none from a list of several', () => {
    const file = read(
      `!Account\nNA\n^\nNB\n^\n${bank('D13/04/2026\nT-1\nPShop', 'D12/04/2026\nT5\nPOpening Balance\nL[Purse]')}`,
    );
    expect(file.statements[0]).toMatchObject({ accountName: 'Purse', opening: '5.00', rows: [{ index: 0 }] });
    expect(read(`!Account\nNA\n^\nNB\n^\n${bank('D13/04/2026\nT-1')}`).statements[0]?.accountName).toBeNull();
  });

  it.each([
    [
      'one that only day-first explains',
      'US',
      ['01/02/2026', '13/02/2026'],
      ['2026-02-01', '2026-02-13'],
      /only/,
    ],
    [
      'one that only month-first explains',
      'NG',
      ['02/01/2026', '02/13/2026'],
      ['2026-02-01', '2026-02-13'],
      /only/,
    ],
    ['none, in Nigeria', 'NG', ['01/02/2026'], ['2026-02-01'], /usual in NG/],
    ['none, in the United States', 'US', ['01/02/2026'], ['2026-01-02'], /usual in US/],
    [
      'none, but they run through time one way',
      'NG',
      ['01/05/26', '02/03/26', '03/01/26', '04/02/26'],
      ['2026-01-05', '2026-02-03', '2026-03-01', '2026-04-02'],
      /through time/,
    ],
    ['years first', 'NG', ['2026-02-01'], ['2026-02-01'], /year/],
  ])('reads the dates of a file with %s', (_, country, dates, expected, why) => {
    const file = read(bank(...dates.map((date) => `D${date}\nT1`)), country);
    expect(days(file)).toEqual(expected);
    expect(file.dialect?.dateOrderWhy).toMatch(why);
  });

  it('believes the order that the file declares', () => {
    expect(days(read(`!Option:MDY\n${bank('D02/01/2026\nT1')}`))).toEqual(['2026-02-01']);
    expect(days(read(`!Option:DMY\n${bank('D02/01/2026\nT1')}`, 'US'))).toEqual(['2026-01-02']);
  });

  it.each([
    ["13/4'26", '2026-04-13'],
    ["13/ 4' 6", '2006-04-13'],
    ["13/4'2026", '2026-04-13'],
    ['13/04/99', '1999-04-13'],
    ['13.4.26', '2026-04-13'],
    ['13-04-2026', '2026-04-13'],
    ['13/ 4/ 6', '2006-04-13'],
    ['13 Apr 2026', '2026-04-13'],
    ['20260413', '2026-04-13'],
  ])('reads the day %s', (text, day) => {
    expect(days(read(bank(`D${text}\nT1`)))).toEqual([day]);
  });

  it.each([
    ['NG', ['-1,234.50', '1,234', '5'], ['-1234.50', '1234.00', '5.00']],
    ['NG', ['-1.234,50', '1.234'], ['-1234.50', '1234.00']],
    ['DE', ['1.234'], ['1234.00']],
    ['NG', ['1.234'], ['1.234']],
    ['NG', ["1'234.50", '(7.25)', '-12,34,567.00', '5.'], ['1234.50', '-7.25', '-1234567.00', '5.00']],
  ])('reads the amounts of a file from %s: %j', (country, texts, expected) => {
    expect(amounts(read(bank(...texts.map((text) => `D13/04/2026\nT${text}`)), country))).toEqual(expected);
  });

  it('takes U where T is missing, and the kind of an entry for no reference', () => {
    const file = read(bank('D13/04/2026\nU-5.00\nNDEP\nLRent', 'D13/04/2026\nT-5.00\nPShop'));
    expect(file.statements[0]?.rows).toMatchObject([
      { amount: '-5.00', reference: null, counterparty: null, description: 'Rent' },
      { amount: '-5.00', reference: null, counterparty: 'Shop', description: 'Shop' },
    ]);
  });

  it('rejects entries with the reason, and none in silence', () => {
    const file = read(
      bank(
        'T-1.00',
        'D31/02/2026\nT-1.00',
        'D13/04/2026\nPShop',
        'D13/04/2026\nTfive',
        'D13/04/2026\nT-1.00\nT-2.00',
        `D13/04/2026\nT-1.00\nM${'x'.repeat(600)}`,
        'D13/04/2026\nT1.00\nPOpening Balance',
        'D13/04/2026\nT2.00\nPOpening Balance',
        // The '^' between two entries is missing.
        'D13/04/2026\nT-3.00\nD14/04/2026\nT-4.00',
      ) + '!Type:Invst\nD13/04/2026\nNBuy\nYACME\nT-100.00\n^\n!Type:Odd\nD13/04/2026\nT-5.00\n^\n',
      'NG',
      { maxFieldLength: 500 },
    );
    expect(
      file.statements.map((one) => [
        one.rows.map(({ index, amount }) => [index, amount]),
        one.rejected.map(({ index, where, code }) => [index, where, code]),
      ]),
    ).toEqual([
      [
        [
          [7, '-3.00'],
          [8, '-4.00'],
        ],
        [
          [0, 'line 2', 'bad-date'],
          [1, 'line 4', 'bad-date'],
          [2, 'line 7', 'no-amount'],
          [3, 'line 10', 'bad-amount'],
          [4, 'line 13', 'bad-amount'],
          [5, 'line 17', 'field-too-long'],
          [6, 'line 25', 'not-a-row'],
        ],
      ],
      [[], [[9, 'line 35', 'no-cash-amount']]],
      [[], [[10, 'line 41', 'not-a-row']]],
    ]);
    expect(file.rowCount).toBe(11);
    expect(file.statements[0]?.opening).toBe('1.00');
  });

  it('reads an amount in no way where the file writes both', () => {
    const file = read(bank('D13/04/2026\nT1.00', 'D13/04/2026\nT1,00', 'D13/04/2026\nT1,234'));
    expect(amounts(file)).toEqual(['1.00', '1.00']);
    expect(file.statements[0]?.rejected).toMatchObject([{ index: 2, code: 'bad-amount' }]);
  });

  it.each([
    [
      'investments only',
      '!Type:Invst\nD13/04/2026\nNBuy\nT-1\n^\n',
      'unsupported-format',
      /investments only/,
    ],
    ['lists only', '!Type:Cat\nNFood\n^\n', 'no-statement', /lists/],
    ['an account without entries', '!Account\nNA\n^\n!Type:Bank\n', 'no-statement', /no entry/],
  ])('refuses %s', (_, text, code, says) => {
    const { error, statements } = read(text);
    expect([error?.code, statements]).toEqual([code, []]);
    expect(error?.why).toMatch(says);
  });

  it('refuses more rows than allowed', () => {
    const two = bank('D13/04/2026\nT1', 'D13/04/2026\nT1');
    expect(read(two, 'NG', { maxRows: 1 }).error?.code).toBe('too-many-rows');
    expect(read(two, 'NG', { maxRows: 2 }).error).toBeNull();
  });
});

describe('QIF of any kind', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'aé z-!^D$S5'.split('')), maxLength: 20 })
    .map((tail) => `x${tail}x`.replace(/\s+/g, ' '));
  const movement = fc.record({
    day: fc.date({
      min: new Date('1971-01-01T00:00:00Z'),
      max: new Date('2068-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    cents: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    payee: text,
    memo: text,
  });
  const decimal = (cents: bigint): string => {
    const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
    return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };

  it('reads back every entry that is written, in either order of day and month', () => {
    fc.assert(
      fc.property(
        fc.array(movement, { maxLength: 10 }),
        fc.constantFrom('NG', 'US'),
        fc.constantFrom('day', 'month', 'apostrophe'),
        fc.constantFrom('.', ','),
        fc.constantFrom('\n', '\r\n', '\r'),
        (all, country, writer, mark, end) => {
          const write = (iso: string): string => {
            const [year = '', month = '', day = ''] = iso.split('-');
            if (writer === 'day') return `${day}/${month}/${year}`;
            const short = year < '2000' ? `/${year.slice(2)}` : `'${year.slice(2)}`;
            return `${month}/${day}${writer === 'month' ? `/${year}` : short}`;
          };
          const money = (cents: bigint): string => {
            const [whole = '', rest = ''] = decimal(cents).split('.');
            return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark === '.' ? ',' : '.')}${mark}${rest}`;
          };
          // One day that only its own order can explain, so that the order is certain.
          const sure = { day: new Date('2026-04-25T00:00:00Z'), cents: -150n, payee: 'x', memo: 'y' };
          const entries = [sure, ...all].map(
            (one) =>
              `D${write(one.day.toISOString().slice(0, 10))}\nT${money(one.cents)}\nP${one.payee}\nM${one.memo}`,
          );
          const file = read(bank(...entries).replaceAll('\n', end), country);
          expect(file.error).toBeNull();
          expect(file.statements[0]?.rejected).toEqual([]);
          expect(
            file.statements[0]?.rows.map((row) => [row.date, row.amount, row.counterparty, row.description]),
          ).toEqual(
            [sure, ...all].map((one) => [
              one.day.toISOString().slice(0, 10),
              decimal(one.cents),
              one.payee,
              one.memo,
            ]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts every entry of a damaged file', () => {
    const piece = fc.constantFrom(
      'D13/04/2026',
      'T-5',
      'T',
      'D',
      'Pa',
      '^',
      'Sx',
      '$5',
      'Ez',
      'U7',
      ' ',
      '!',
      'N1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (lines) => {
        const file = read(`!Type:Bank\nD13/04/2026\nT1\n^\n${lines.join('\n')}\n`);
        let expected = 1;
        let open = false;
        let dated = false;
        for (const line of lines) {
          if (line === '^' || line === '!') open = dated = false;
          else if (line !== ' ' && (!open || (line.startsWith('D') && dated))) {
            expected += 1;
            [open, dated] = [true, line.startsWith('D')];
          } else if (line.startsWith('D')) dated = true;
        }
        expect(file.error).toBeNull();
        expect(file.rowCount).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves dates alone that need nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (any) => typeof plainDate(any) === 'string'));
    expect(['13/04/2026', '13 Apr 26', ''].map(plainDate)).toEqual(['13/04/2026', '13 Apr 26', '']);
  });

  it.each([
    ['ends', '^\n'],
    ['headings', '!Type:Bank\n'],
    ['accounts', '!Account\nNx\n^\n!Type:Cash\n'],
    ['parts', 'Sx\n$5\n'],
    ['blank space', ' '],
    ['entries', 'D13/04/2026\nT-5\n^\n'],
    ['entries without an end', 'D1/2/26\n'],
  ])('takes time in proportion to the file: %s', (_, unit) => {
    const started = performance.now();
    read(`!Type:Bank\nD13/04/2026\nT1\n${unit.repeat(500_000 / unit.length)}`);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
