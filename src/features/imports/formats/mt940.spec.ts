import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import type { ParsedRow, ParseLimits } from './statement.ts';

function read(text: string, limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country: 'NG', limits });
}

/** One statement with these fields between its head and its closing balance. */
function statement(fields: string, closing = ':62F:C260405EUR1,00\n-'): string {
  return `:20:START\n:25:12345678/1020304050\n:28C:5/1\n:60F:C260401EUR1000,00\n${fields}\n${closing}\n`;
}

/** The first row of a file that has this entry in it. */
function entry(fields: string): Partial<ParsedRow> | undefined {
  return read(statement(fields)).statements[0]?.rows[0];
}

const LINE = ':61:2604030403DR65,5NTRFNONREF//B1';

describe('MT940', () => {
  it('reads a statement whole: account, balances, rows, proof', () => {
    const file = read(
      statement(
        ':61:2604020403DR65,5NTRFKREF+//B1\n:86:105?00LASTSCHRIFT?20Rent April?32Mama Put?33 Ltd\n:61:260404CR0,25NMSCR-77\nInterest',
        ':62F:C260404EUR934,75\n:64:C260404EUR900,00\n:86:Not of a row\n-',
      ),
    );
    expect(file).toEqual({
      format: 'mt940',
      encoding: 'utf-8',
      error: null,
      rowCount: 2,
      statements: [
        {
          account: '12345678/1020304050',
          accountName: null,
          currency: 'EUR',
          opening: '1000.00',
          closing: '934.75',
          openingOn: '2026-04-01',
          closingOn: '2026-04-04',
          periodFrom: null,
          periodTo: null,
          rows: [
            {
              index: 0,
              where: 'line 5',
              raw: ':61:2604020403DR65,5NTRFKREF+//B1\n:86:105?00LASTSCHRIFT?20Rent April?32Mama Put?33 Ltd',
              date: '2026-04-03',
              valueDate: '2026-04-02',
              amount: '-65.50',
              currency: 'EUR',
              reference: 'B1',
              counterparty: 'Mama Put Ltd',
              description: 'Rent April',
              balance: null,
            },
            {
              index: 1,
              where: 'line 7',
              raw: ':61:260404CR0,25NMSCR-77\nInterest',
              date: '2026-04-04',
              valueDate: '2026-04-04',
              amount: '0.25',
              currency: 'EUR',
              reference: 'R-77',
              counterparty: null,
              description: 'Interest',
              balance: null,
            },
          ],
          rejected: [],
          proof: {
            state: 'proved',
            why: 'Opening 1000.00 and all rows make the closing balance 934.75.',
          },
        },
      ],
    });
  });

  it('reads an interim report (MT942), which states no balances', () => {
    const file = read(
      '{1:F01BANKNGLAXXXX0000000000}{2:O9421200260403}{4:\n:20:A\n:25:0123456789\n:28C:1/1\n:34F:NGN0,\n:13D:2604031200+0100\n:61:2604030403C5,NTRFNONREF\n:90D:0NGN0,\n:90C:1NGN5,\n-}\n',
    );
    expect(file.format).toBe('mt942');
    expect(file.statements).toMatchObject([
      {
        account: '0123456789',
        currency: 'NGN',
        opening: null,
        closing: null,
        rows: [{ amount: '5.00', currency: 'NGN', date: '2026-04-03' }],
        proof: { state: 'not-stated' },
      },
    ]);
  });

  it('gives each message of a file its own statement, with SWIFT blocks or without', () => {
    const block = (id: string): string =>
      `{1:F01BANKNL21XXXX0000000000}{2:O940BANKNL21XXXXN}{3:}{4:\r\n:20:X\r\n:25:${id}\r\n:60F:C260401EUR0,\r\n:61:260401C1,NMSCNONREF\r\n:62F:C260401EUR1,\r\n-}{5:}\r\n`;
    const plain = statement(LINE);
    const file = read(block('A') + block('B') + plain + LINE);
    expect(file.statements.map((one) => [one.account, one.rows.map((row) => row.index)])).toEqual([
      ['A', [0]],
      ['B', [1]],
      ['12345678/1020304050', [2]],
      // What stands after the end of a message is of no account that is known.
      [null, [3]],
    ]);
    expect(file.statements.map((one) => one.proof.state)).toEqual(['proved', 'proved', 'off', 'not-stated']);
  });

  it.each([
    ['C', '5.00'],
    ['D', '-5.00'],
    ['RC', '-5.00'],
    ['RD', '5.00'],
    ['CR', '5.00'],
    ['RDN', '5.00'],
  ])('takes the mark %s for %s', (mark, amount) => {
    expect(entry(`:61:260403${mark}5,NTRFNONREF`)?.amount).toBe(amount);
  });

  it.each([
    ['2612310101', '2027-01-01', '2026-12-31'],
    ['2701011231', '2026-12-31', '2027-01-01'],
    ['260301    ', '2026-03-01', '2026-03-01'],
    ['2602300301', '2026-03-01', '2026-02-28'],
    ['2402300229', '2024-02-29', '2024-02-29'],
    ['9912310103', '2000-01-03', '1999-12-31'],
  ])('reads the days %s', (days, date, valueDate) => {
    expect(entry(`:61:${days}C5,NTRFNONREF`)).toMatchObject({ date, valueDate });
  });

  it.each([
    ['1.234.567,89', '1234567.89'],
    ['0012,', '12.00'],
    ['12.5', '12.50'],
    ['12,345', '12.345'],
  ])('reads the amount %s', (text, amount) => {
    expect(entry(`:61:260403C${text}NTRFNONREF`)?.amount).toBe(amount);
  });

  it.each([
    ['NTRFNONREF//', null],
    ['NTRFEREF+', null],
    ['NTRF//ABC', 'ABC'],
    ['NTRFCHQ 17//NONREF', 'CHQ 17'],
    ['S   X', 'X'],
    ['', null],
  ])('finds the reference in "%s"', (text, reference) => {
    expect(entry(`:61:260403C5,${text}`)?.reference).toBe(reference);
  });

  it.each([
    ['subfields', ':86:166?00GUTSCHRIFT?20One?60Two?63Three?32Ann?33 Bee?34999', 'Ann Bee', 'One Two Three'],
    ['other separators', ':86:020<00WPLATA<20Czynsz<32Jan Nowak', 'Jan Nowak', 'Czynsz'],
    ['only a kind', ':86:805?00Charges?109', null, 'Charges'],
    ['a subfield broken over lines', ':86:166?20Ren\nt?3\n2Ann', 'Ann', 'Rent'],
    [
      'a full subfield that runs on',
      ':86:166?20123456789012345678901234567?2189',
      null,
      '12345678901234567890123456789',
    ],
    ['slashes', ':86:/TRTP/SEPA/NAME/Ann Bee/REMI/Rent 4/26/EREF/NOTPROVIDED', 'Ann Bee', 'Rent 4/26'],
    ['slashes with the other side', ':86:/CNTP/NL1/BANKNL2A/Ann Bee///REMI/USTD//Rent/', 'Ann Bee', 'Rent'],
    ['slashes without a purpose', ':86:/PT/FT/PY/SOMETHING', null, '/PT/FT/PY/SOMETHING'],
    ['numbered lines', ':NS:01Rent\n02April\n15Ann\n16Bee\n17Kind', 'Ann Bee', 'Rent April'],
    ['free text', ':86:Rent of\nApril', null, 'Rent of April'],
    ['a line that looks like a field', ':86:paid 20:26\n:26:37 Lagos', null, 'paid 20:26 :26:37 Lagos'],
    ['a dash of its own', ':86:Rent\n-\nApril', null, 'Rent - April'],
    ['only a name', ':86:166?32Ann', 'Ann', 'below'],
    ['nothing', '', null, 'below'],
  ])('reads the text of %s', (_, text, counterparty, description) => {
    expect(entry(`:61:260403C5,NTRFNONREF\nbelow\n${text}`)).toMatchObject({ counterparty, description });
  });

  it('says the name again where there is nothing else', () => {
    expect(entry(':61:260403C5,NTRFNONREF\n:86:166?32Ann')).toMatchObject({
      counterparty: 'Ann',
      description: 'Ann',
    });
  });

  it('puts lines together that a program broke', () => {
    expect(entry(':61:2604030403CR\n30,00N062NONREF\n:\n86:166?20SVWZ+Test')).toMatchObject({
      amount: '30.00',
      description: 'SVWZ+Test',
    });
  });

  it('rejects entries with the reason, and none in silence', () => {
    const file = read(
      statement(
        [
          ':61:261303C5,NTRFNONREF',
          ':61:2604031301C5,NTRFNONREF',
          ':61:260403X5,NTRFNONREF',
          ':61:260403CNTRFNONREF',
          ':61:260403C1.234NTRFNONREF',
          ':61:260403EC5,NTRFNONREF',
          ':61:',
          `:61:260403C5,NTRFNONREF\n:86:${'x'.repeat(600)}`,
          LINE,
        ].join('\n'),
      ),
      { maxFieldLength: 500 },
    );
    expect(file.rowCount).toBe(9);
    expect(file.statements[0]?.rejected.map(({ index, where, code }) => [index, where, code])).toEqual([
      [0, 'line 5', 'bad-date'],
      [1, 'line 6', 'bad-date'],
      [2, 'line 7', 'no-direction'],
      [3, 'line 8', 'no-amount'],
      [4, 'line 9', 'bad-amount'],
      [5, 'line 10', 'not-booked'],
      [6, 'line 11', 'bad-date'],
      [7, 'line 12', 'field-too-long'],
    ]);
    expect(file.statements[0]?.rejected.every(({ raw }) => raw.length <= 500)).toBe(true);
    expect(file.statements[0]?.rows.map(({ index }) => index)).toEqual([8]);
  });

  it('takes a closing balance without a currency, and a currency that is no longer used as it is', () => {
    const file = read(':20:A\n:25:1\n:60F:D020315DEM5,\n:61:020322CM20,NCHG\n:62F:C02032215,\n-\n');
    expect(file.statements[0]).toMatchObject({
      currency: 'DEM',
      opening: '-5.00',
      closing: '15.00',
      rows: [{ currency: 'DEM', amount: '20.00' }],
      proof: { state: 'proved' },
    });
  });

  it.each([
    [':86:091\n-'],
    [':25:51210600/9223382012EUR\n'],
    [':60F:C100318EUR380115,12\n'],
    [':20:A\n:25:1\n:20:B\n:25:2\n'],
    ['{1:F01BANKNGLAXXXX0000000000}{2:I103BANKNGLAXXXXN}{4:\n:20:PAY\n:32A:260403NGN5,\n-}'],
    ['1\n2\n3\n'],
  ])('refuses %j: no statement', (text) => {
    expect(read(text)).toMatchObject({ statements: [], rowCount: 0, error: { code: 'no-statement' } });
  });

  it('refuses more rows than allowed', () => {
    expect(read(statement(`${LINE}\n${LINE}`), { maxRows: 1 }).error?.code).toBe('too-many-rows');
  });

  it('reads code page 852 where it is told', () => {
    const bytes = Buffer.from(statement(`${LINE}\n:86:\xa6 utalás k\x82zpénz`), 'latin1');
    const hinted = parseListed(bytes, { country: 'HU', encoding: 'CP852' });
    expect([hinted.encoding, hinted.statements[0]?.rows[0]?.description]).toEqual([
      'cp852',
      'Ž utalßs kézpÚnz',
    ]);
  });

  it('takes a line of digits among others for no list of numbers', () => {
    expect(read('Date,Amount\n01/04/2026,-5\n').error).toBeNull();
  });
});

describe('MT940 of any kind', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 14n });
  const text = fc.string({ unit: fc.constantFrom(...'aé :?/-{}+\n2061'.split('')), maxLength: 60 });
  const movement = fc.record({
    day: fc.date({
      min: new Date('1971-01-01T00:00:00Z'),
      max: new Date('2068-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    late: fc.integer({ min: -150, max: 150 }),
    mark: fc.constantFrom('C', 'D', 'RC', 'RD', 'CN', 'DR'),
    cents: amount,
    information: fc.array(text, { maxLength: 3 }),
  });

  it('reads back every entry that is written', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 10 }), fc.constantFrom('\n', '\r\n', '\r'), (all, end) => {
        const iso = (day: Date): string => day.toISOString().slice(0, 10);
        const booked = (one: (typeof all)[number]): Date =>
          new Date(one.day.getTime() + one.late * 86_400_000);
        const lines = all.flatMap((one) => {
          const digits = one.cents.toString().padStart(3, '0');
          const days =
            iso(one.day).replaceAll('-', '').slice(2) + iso(booked(one)).replaceAll('-', '').slice(4);
          return [
            `:61:${days}${one.mark}${digits.slice(0, -2)},${digits.slice(-2)}NTRFNONREF`,
            // Inside a text neither a field nor the end of a message may begin a line.
            ...one.information.map((info) => `:86:x${info.replace(/\n/g, '\nx')}`),
          ];
        });
        const file = read(
          `:20:A\n:25:1\n:60F:C260401EUR0,\n${lines.join('\n')}\n:62F:C260401EUR0,\n-\n`.replaceAll(
            '\n',
            end,
          ),
        );
        expect(file.error).toBeNull();
        expect(file.statements[0]?.rows.map((row) => [row.date, row.valueDate, row.amount])).toEqual(
          all.map((one) => {
            const out = one.mark.startsWith('D') || one.mark === 'RC';
            const digits = one.cents.toString().padStart(3, '0');
            const value = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
            return [iso(booked(one)), iso(one.day), out && one.cents > 0n ? `-${value}` : value];
          }),
        );
      }),
    );
  });

  it('counts every :61: of a damaged file', () => {
    const piece = fc.constantFrom(
      ':61:',
      '260403',
      '0403',
      'C',
      'D',
      '5,00',
      'NTRF',
      '//',
      '\n',
      '\n:86:',
      '\n:20:',
      '\n-\n',
      ':',
      '?20',
      '\n{1:',
      '{4:',
      '-}',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `:20:A\n${LINE}\n${pieces.join('')}`;
        const file = read(text);
        const heads = text.split('\n').filter((line) => line.startsWith(':61:')).length;
        const behindBlocks = text.match(/\{4::61:/g)?.length ?? 0;
        expect(file.error).toBeNull();
        expect(file.rowCount).toBeGreaterThanOrEqual(heads);
        expect(file.rowCount).toBeLessThanOrEqual(heads + behindBlocks);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['dashes', '-\n'],
    ['halves of a field name', ':\n'],
    ['texts', ':86:?20\n'],
    ['blocks', '{1:{4:\n'],
    ['blank space', ' '],
    ['subfields', '?20'],
    ['entries', ':61:260403C5,NTRFNONREF\n'],
  ])('takes time in proportion to the file: %s', (_, unit) => {
    const started = performance.now();
    read(`:20:A\n${LINE}\n:86:${unit.repeat(500_000 / unit.length)}`);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
