import { describe, expect, it } from '@jest/globals';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile, ListedStatement } from './listed.ts';
import type { ParsedRow, ParseLimits } from './statement.ts';

function read(text: string, country = 'NG', limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country, limits });
}

function only(file: ListedFile): ListedStatement {
  expect(file.error).toBeNull();
  const [statement] = file.statements;
  if (statement === undefined) throw new Error('no statement');
  return statement;
}

function column<Key extends keyof ParsedRow>(text: string, key: Key, country = 'NG'): ParsedRow[Key][] {
  return only(read(text, country)).rows.map((row) => row[key]);
}

function amounts(cells: string[], country = 'NG', delimiter = ';'): (string | null)[] {
  const rows = cells.map((cell) => ['25/04/2026', 'x', cell].join(delimiter));
  const { rows: read_, rejected } = only(
    read([['Date', 'Narration', 'Amount'].join(delimiter), ...rows].join('\n'), country),
  );
  const found: (string | null)[] = cells.map(() => null);
  for (const row of read_) found[row.index] = row.amount;
  expect(read_.length + rejected.length).toBe(cells.length);
  return found;
}

const WEST = `Alpha Bank Plc,,,,,,
Account Name: ADA OBI,,,,,,
Account Number:,0123456789,,,,,
Currency: NGN,,,,,,
Statement Period: 01-Apr-2026 to 30-Apr-2026,,,,,,
Opening Balance,"10,000.00",,,,,

Trans. Date,Value Date,Reference,Debits,Credits,Balance,Remarks
03/04/2026,03/04/2026,'0001,"2,500.00",,"7,500.00","POS PURCHASE, SHOP ""ONE"""
04/04/2026,05/04/2026,'0002,,"50,000.00","57,500.00",SALARY
04/04/2026,04/04/2026,-,"1,000.00",,"56,500.00","TRANSFER TO
SISTER"
,,,,,,and a second line
Trans. Date,Value Date,Reference,Debits,Credits,Balance,Remarks
TOTAL,,,"3,500.00","50,000.00",,
Closing Balance,,,,,"56,500.00",
*** End of statement ***
`;

describe('CSV', () => {
  it('reads an export with lines above and below its table', () => {
    const file = read(WEST);
    const statement = only(file);
    expect(statement).toMatchObject({
      account: '0123456789',
      accountName: 'ADA OBI',
      currency: 'NGN',
      opening: '10000.00',
      closing: '56500.00',
      periodFrom: '2026-04-01',
      periodTo: '2026-04-30',
      proof: { state: 'proved' },
    });
    expect(statement.rows).toMatchObject([
      {
        where: 'line 9',
        date: '2026-04-03',
        amount: '-2500.00',
        reference: '0001',
        balance: '7500.00',
        description: 'POS PURCHASE, SHOP "ONE"',
      },
      { where: 'line 10', valueDate: '2026-04-05', amount: '50000.00', currency: 'NGN' },
      {
        where: 'line 11',
        amount: '-1000.00',
        reference: null,
        description: 'TRANSFER TO SISTER and a second line',
      },
    ]);
    expect(statement.rejected).toMatchObject([{ where: 'line 15', code: 'not-a-row' }]);
    expect(file.dialect).toMatchObject({ delimiter: ',', headerLine: 8, dateOrder: 'day-first' });
    expect(file.dialect?.dateOrderWhy).toContain('stated period');
    expect(file.rowCount).toBe(4);
  });

  it.each([
    ['semicolons', ';', '\r\n'],
    ['tabs', '\t', '\r'],
    ['bars', '|', '\n'],
  ])('reads %s', (_, delimiter, end) => {
    const text = WEST.slice(WEST.indexOf('Trans.'))
      .replaceAll(/"([^"]*),([^"]*)"/g, '$1$2')
      .replaceAll(',', delimiter)
      .replaceAll('\n', end);
    expect(only(read(text)).rows[0]).toMatchObject({ amount: '-2500.00', balance: '7500.00' });
  });

  it('reads mobile-money exports, newest first, with a status per row', () => {
    const file = read(
      'Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n' +
        'RB3,2026-04-04 08:00:00,Failed payment,Failed,,-70.00,1500.00\n' +
        'RB2,2026-04-03 10:15:00,Pay bill,Completed,,-500.00,1500.00\n' +
        'RB1,2026-04-02 09:00:00,Funds received,Completed,2000.00,,2000.00\n',
      'KE',
    );
    const statement = only(file);
    expect(statement.rows.map((row) => row.amount)).toEqual(['-500.00', '2000.00']);
    expect(statement.rejected.map((row) => row.code)).toEqual(['not-booked']);
    expect(statement).toMatchObject({ opening: '0.00', closing: '1500.00', proof: { state: 'proved' } });
    expect(file.dialect?.newestFirst).toBe(true);
  });

  it.each([
    ['a name beside a name', 'Account Name,Currency: NGN,\nAccount Number,Branch,', [null, null, null, null]],
    ['the name of a box that means nothing', 'Account Name,Branch,IKEJA', [null, null, null, null]],
    [
      'a day in the box before',
      'Printed: 02-Apr-2026,Period: 01-Mar-2026 To 31-Mar-2026,',
      [null, null, '2026-03-01', '2026-03-31'],
    ],
    ['a period that ends before it begins', 'Period: 02-Apr-2026 To 01-Mar-2026,,', [null, null, null, null]],
    ['a start after the end', 'Start date: 02-Apr-2026,End date: 01-Mar-2026,', [null, null, null, null]],
  ])('takes no fact from %s', (_, above, facts) => {
    const rows = 'Date,Narration,Amount\n13/03/2026,Shop,-5.00\n14/03/2026,Pay,9.00\n';
    const one = only(read(`${above}\n${rows}`));
    expect([one.account, one.accountName, one.periodFrom, one.periodTo]).toEqual(facts);
  });

  it('names the row where the running balance stops following', () => {
    const { proof } = only(
      read('Date,Details,Debit,Credit,Balance\n25/04/2026,a,,5.00,5.00\n26/04/2026,b,1.00,,9.00\n'),
    );
    expect(proof.state).toBe('off');
    expect(proof.why).toContain('line 3');
  });

  it('names the right line however far down it is', () => {
    const lines = Array.from({ length: 60_000 }, (_, at) =>
      at % 1000 === 999 ? '' : `25/04/2026,the stall beside the bridge number ${at},-1.00`,
    );
    const { rows } = only(read(`Date,Narration,Amount\n${lines.join('\n')}\n`));
    const places = lines.flatMap((line, at) => (line === '' ? [] : [`line ${at + 2}`]));
    expect(rows.map(({ where }) => where)).toEqual(places);
  });

  it('finds column names spread over two lines', () => {
    const text =
      'Trans,Value,,Withdrawal,Deposit\nDate,Date,Narration,Amount,Amount\n25/04/2026,26/04/2026,x,5.00,\n';
    expect(only(read(text)).rows).toMatchObject([
      { date: '2026-04-25', valueDate: '2026-04-26', amount: '-5.00' },
    ]);
  });

  it('rejects, and never swallows, lines that hold an amount', () => {
    const { rows, rejected } = only(
      read(
        'Date,Details,Debit,Credit\n25/04/2026,ok,1.00,\n,no date,2.00,\n31/04/2026,no day,3.00,\n26/04/2026,no amount,,\n' +
          '26/04/2026,both,1.00,2.00\n26/04/2026,words,one,\nGrand Total,,6.00,\nCharges 12.50,,,\nThank you,,,\n,,,\n',
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rejected.map((row) => [row.where, row.code])).toEqual([
      ['line 3', 'bad-date'],
      ['line 4', 'bad-date'],
      ['line 5', 'no-amount'],
      ['line 6', 'bad-amount'],
      ['line 7', 'bad-amount'],
      ['line 8', 'not-a-row'],
      ['line 9', 'not-a-row'],
    ]);
  });

  it('keeps a purchase whose text begins like a label', () => {
    const text =
      'Date,Details,Debit\n25/04/2026,Total Energies Lekki,1.00\n25/04/2026,Opening night tickets,2.00\n';
    expect(only(read(text)).rows).toHaveLength(2);
  });

  it('refuses quotation marks that never close, and caps rows and fields', () => {
    const open = 'Date,Details,Debit\n25/04/2026,"x,1.00\n26/04/2026,y,1.00\n';
    expect(read(open).error).toMatchObject({ code: 'truncated', where: 'line 2' });
    const two = 'Date,Details,Debit\n25/04/2026,x,1.00\n26/04/2026,y,1.00\n';
    expect(read(two, 'NG', { maxRows: 1 }).error?.code).toBe('too-many-rows');
    const long = `Date,Details,Debit\n25/04/2026,${'x'.repeat(30_000)},1.00\n`;
    expect(only(read(long)).rejected.map((row) => row.code)).toEqual(['field-too-long']);
    expect(read('Date,Details,Debit\n').error?.code).toBe('no-statement');
  });

  it('refuses a table that is wider than any statement', () => {
    const row = (first: string): string => first + ',1.00'.repeat(200_000);
    const wide = [row('Date,Details,Debit'), row('25/04/2026,x,1.00'), row('26/04/2026,y,1.00')].join('\n');
    expect(read(wide).error).toMatchObject({ code: 'too-large', where: 'line 1' });
    const some = `Date,Details,Debit${',x'.repeat(600)}\n25/04/2026,x,1.00\n`;
    expect(read(some).error?.why).toMatch(/^The table has 603 columns; at most 512 are read\./);
  });

  it('reports progress', () => {
    const seen: number[] = [];
    const text = `Date,Details,Debit\n${'25/04/2026,x,1.00\n'.repeat(2500)}`;
    parseListed(Buffer.from(text), { country: 'NG', onProgress: (rows) => seen.push(rows) });
    expect(seen).toEqual([1000, 2000]);
  });
});

describe('dates', () => {
  const days = (texts: string[], country: string): string[] =>
    column(`Date;Details;Debit\n${texts.map((text) => `${text};x;1.00`).join('\n')}\n`, 'date', country);

  it('D49: 03/04/2026 in a Nigerian statement is 3 April', () => {
    expect(days(['03/04/2026', '05/04/2026'], 'NG')).toEqual(['2026-04-03', '2026-04-05']);
    expect(days(['03/04/2026', '05/04/2026'], 'US')).toEqual(['2026-03-04', '2026-05-04']);
  });

  it('D49: the whole file decides before the country does', () => {
    expect(days(['03/04/2026', '04/13/2026'], 'NG')).toEqual(['2026-03-04', '2026-04-13']);
    expect(days(['03/04/2026', '13/04/2026'], 'US')).toEqual(['2026-04-03', '2026-04-13']);
  });

  it('decides by the sequence of rows when no day is above 12', () => {
    const texts = ['04/01/2026', '04/02/2026', '04/11/2026', '05/01/2026', '05/03/2026'];
    expect(days(texts, 'NG')).toEqual(['2026-04-01', '2026-04-02', '2026-04-11', '2026-05-01', '2026-05-03']);
  });

  it.each([
    '2026-04-03',
    '2026/04/03',
    '20260403',
    '03-Apr-2026',
    '3 April 2026',
    '03APR26',
    'Apr 3, 2026',
    'April 3rd 2026',
    'Fri, 3 Apr 2026',
    '03.04.26',
    '3-4-2026',
    '2026-04-03T23:59:59Z',
    '03/04/2026 11:59 PM',
    '3 avr 2026',
    '2026-Apr-03',
  ])('reads %s', (text) => {
    expect(days([text], 'GH')).toEqual(['2026-04-03']);
  });

  it.each(['31/04/2026', '2026-02-30', '00/04/2026', '45000', '3 Foo 2026', '03/04/2026 and more'])(
    'rejects %s',
    (text) => {
      const { rows, rejected } = only(read(`Date;Details;Debit\n${text};x;1.00\n`));
      expect(rows).toEqual([]);
      expect(rejected.map((row) => row.code)).toEqual(['bad-date']);
    },
  );
});

describe('amounts', () => {
  it('reads signs, brackets, DR and CR', () => {
    expect(amounts(['-5', '5-', '(5.00)', '5.00 DR', '5.00CR', '+5', '7.5', '−5', 'Dr 5'])).toEqual([
      '-5.00',
      '-5.00',
      '-5.00',
      '-5.00',
      '5.00',
      '5.00',
      '7.50',
      '-5.00',
      '-5.00',
    ]);
  });

  it('reads thousands separators and decimal commas as the whole file uses them', () => {
    expect(amounts(['-1,234.50', '1 234.50', "1'234.50", '12,34,567.00', '1,234', '1\u00a0234'])).toEqual([
      '-1234.50',
      '1234.50',
      '1234.50',
      '1234567.00',
      '1234.00',
      '1234.00',
    ]);
    expect(amounts(['-1.234,5', '1.234', '1 234,50', '0,05'])).toEqual([
      '-1234.50',
      '1234.00',
      '1234.50',
      '0.05',
    ]);
    expect(amounts(['-15.000', '2.500'], 'SN')).toEqual(['-15000.00', '2500.00']);
  });

  it('rejects what could be read in two ways or not at all', () => {
    expect(amounts(['-1,234.50', '1.234,50', '1,234', '1,23,4', 'abc', '5 apples', '--5', '(5'])).toEqual([
      '-1234.50',
      '1234.50',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('keeps amounts beyond safe integers as they are', () => {
    expect(amounts(['-123456789012345678901.23', '0.000001'])).toEqual([
      '-123456789012345678901.23',
      '0.000001',
    ]);
  });

  it.each([
    ['₦', 'NG', 'NGN'],
    ['N', 'NG', 'NGN'],
    ['GH₵', 'GH', 'GHS'],
    ['KSh ', 'KE', 'KES'],
    ['R ', 'ZA', 'ZAR'],
    ['USh', 'UG', 'UGX'],
    ['NGN ', 'GH', 'NGN'],
  ])('D50: %s in %s is %s', (mark, country, currency) => {
    const text = `Date;Details;Amount\n25/04/2026;x;-${mark}5.00\n25/04/2026;y;${mark}1,005.00\n`;
    expect(column(text, 'currency', country)).toEqual([currency, currency]);
    expect(column(text, 'amount', country)).toEqual(['-5.00', '1005.00']);
  });

  it('D50: an unknown currency stays unknown, never dollars', () => {
    for (const mark of ['', '$', 'R ', 'Sh ']) {
      expect(column(`Date;Details;Amount\n25/04/2026;x;-${mark}5.00\n`, 'currency', 'GH')).toEqual([null]);
    }
  });

  it('D50: a currency that is not known is never taken for that of the account', () => {
    const text = 'Date,Narration,Amount,Currency\n13/03/2026,SHOP,-5.00,NGN\n14/03/2026,OLD,-9.00,ZZZ\n';
    expect(only(read(text)).rows.map(({ currency }) => currency)).toEqual(['NGN', 'ZZZ']);
    const above = 'Currency,ZZZ,\nDate,Narration,Amount\n13/03/2026,SHOP,-5.00\n14/03/2026,PAY,9.00\n';
    expect(only(read(above)).rows.map(({ currency }) => currency)).toEqual(['ZZZ', 'ZZZ']);
  });

  it('takes the currency from a column, the header or the lines above', () => {
    expect(
      column('Date,Details,Amount,Currency\n25/04/2026,x,-5,ghs\n25/04/2026,x,-5,USD\n', 'currency'),
    ).toEqual(['GHS', 'USD']);
    expect(column('Date,Details,Amount (KES)\n25/04/2026,x,-5\n', 'currency')).toEqual(['KES']);
    expect(column('Date,Details,Debit(₦),Credit(₦)\n25/04/2026,x,5,\n', 'currency')).toEqual(['NGN']);
    expect(column('Currency:,UGX\nDate,Details,Amount\n25/04/2026,x,-5\n', 'currency')).toEqual(['UGX']);
  });
});

describe('direction', () => {
  it('D51: unsigned amounts without any hint refuse the file', () => {
    const { error, statements } = read('Date,Details,Amount\n25/04/2026,x,5.00\n26/04/2026,y,7.00\n');
    expect(error?.code).toBe('no-direction');
    expect(error?.why).toMatch(/debit and credit/);
    expect(statements).toEqual([]);
  });

  it('D51: the running balance gives unsigned amounts their direction, income included', () => {
    const rows = '25/04/2026,a,100.00,1100.00\n26/04/2026,b,50.00,1050.00\n27/04/2026,c,1000.00,2050.00\n';
    const head = 'Date,Details,Amount,Balance\n';
    expect(column(`Opening balance:,1000.00\n${head}${rows}`, 'amount')).toEqual([
      '100.00',
      '-50.00',
      '1000.00',
    ]);
    const { rows: known, rejected } = only(read(head + rows));
    expect(known.map((row) => row.amount)).toEqual(['-50.00', '1000.00']);
    expect(rejected).toMatchObject([{ where: 'line 2', code: 'no-direction' }]);
  });

  it('D51: the same with the newest row first', () => {
    const text =
      'Date,Details,Amount,Balance\n27/04/2026,c,1000.00,2050.00\n26/04/2026,b,50.00,1050.00\n25/04/2026,a,100.00,1100.00\nOpening balance,,,1000.00\n';
    const statement = only(read(text));
    expect(statement.rows.map((row) => row.amount)).toEqual(['1000.00', '-50.00', '100.00']);
    expect(statement).toMatchObject({ opening: '1000.00', closing: '2050.00', proof: { state: 'proved' } });
  });

  it('D51: a type column or lone CR marks tell in from out', () => {
    expect(
      column('Date,Details,Amount,Type\n25/04/2026,x,5.00,DR\n25/04/2026,y,6.00,Credit\n', 'amount'),
    ).toEqual(['-5.00', '6.00']);
    expect(column('Date,Details,Amount\n25/04/2026,x,5.00\n25/04/2026,y,6.00 CR\n', 'amount')).toEqual([
      '-5.00',
      '6.00',
    ]);
  });

  it('D52 and D53: a refund keeps the sign opposite to its purchase, and equal purchases stay two rows', () => {
    const text = 'Date,Details,Amount\n25/04/2026,Shop,-5.00\n25/04/2026,Shop,-5.00\n25/04/2026,Shop,5.00\n';
    expect(column(text, 'amount')).toEqual(['-5.00', '-5.00', '5.00']);
  });

  it('D54: debit and credit columns win over an unsigned amount beside them', () => {
    const text = 'Date,Details,Amount,Debit,Credit\n25/04/2026,x,5.00,5.00,\n25/04/2026,y,6.00,0.00,6.00\n';
    expect(column(text, 'amount')).toEqual(['-5.00', '6.00']);
  });

  it('takes a minus in a debit column for decoration when all have it, else for a reversal', () => {
    expect(column('Date,Details,Debit,Credit\n25/04/2026,x,-5.00,\n25/04/2026,y,-6.00,\n', 'amount')).toEqual(
      ['-5.00', '-6.00'],
    );
    expect(column('Date,Details,Debit,Credit\n25/04/2026,x,5.00,\n25/04/2026,y,-6.00,\n', 'amount')).toEqual([
      '-5.00',
      '6.00',
    ]);
  });
});
