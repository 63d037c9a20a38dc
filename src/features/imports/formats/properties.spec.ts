import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import {
  addDecimals,
  canonicalDecimal,
  isSum,
  negateDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal.ts';

interface Movement {
  day: string;
  cents: bigint;
  text: string;
}

const day = fc
  .date({ min: new Date('2001-01-01T00:00:00Z'), max: new Date('2068-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
// A letter first, so that the text is neither a label nor an amount.
const text = fc
  .string({ unit: fc.constantFrom(...'aéz ,;|"\'\n\t.5₦-'.split('')), maxLength: 20 })
  .map((tail) => `Qx${tail.replace(/\d[.,]\d/g, '')}`);
const cents = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).filter((value) => value !== 0n);
const movements = fc.array(fc.record({ day, cents, text }), { minLength: 1, maxLength: 12 });

const WRITERS: Record<string, (value: string) => string> = {
  iso: (value) => value,
  day: (value) => value.split('-').reverse().join('/'),
  month: (value) => `${value.slice(5, 7)}-${value.slice(8)}-${value.slice(0, 4)}`,
  named: (value) =>
    `${value.slice(8)}-${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(value.slice(5, 7)) - 1]}-${value.slice(0, 4)}`,
};

function decimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function quoted(value: string, delimiter: string): string {
  return value.includes(delimiter) || /["\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function checkWhole(file: ListedFile): void {
  const rows = file.statements.flatMap((one) => one.rows);
  const rejected = file.statements.flatMap((one) => one.rejected);
  expect(file.rowCount).toBe(rows.length + rejected.length);
  expect([...rows, ...rejected].map((row) => row.index).sort((a, b) => a - b)).toEqual(
    Array.from({ length: file.rowCount }, (_, i) => i),
  );
  expect(rejected.every((row) => row.why !== '' && row.where !== '')).toBe(true);
  expect(file.error === null || (file.statements.length === 0 && file.error.why !== '')).toBe(true);
  for (const row of rows) {
    expect(row.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(row.amount).toBe(canonicalDecimal(row.amount));
  }
}

describe('CSV round trip', () => {
  it('reads back what any dialect wrote', () => {
    fc.assert(
      fc.property(
        movements,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('iso', 'day', 'month', 'named'),
        fc.constantFrom('.', ','),
        fc.constantFrom('', ',', '.', ' ', "'"),
        fc.boolean(),
        (rows, delimiter, end, writer, mark, thousands, split) => {
          fc.pre(thousands !== mark);
          const write = WRITERS[writer];
          if (write === undefined) throw new Error(writer);
          const money = (value: Movement['cents']): string => {
            const [whole = '', rest = ''] = decimal(value).split('.');
            return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands)}${mark}${rest}`;
          };
          // One day that only its own order can explain, so that the order is certain.
          const all: Movement[] = [{ day: '2026-04-25', cents: -150n, text: 'Qfirst' }, ...rows];
          const lines = all.map((row) => [
            write(row.day),
            row.text,
            ...(split
              ? [row.cents < 0n ? money(-row.cents) : '', row.cents > 0n ? money(row.cents) : '']
              : [money(row.cents)]),
          ]);
          const head = ['Date', 'Narration', ...(split ? ['Debit', 'Credit'] : ['Amount'])];
          const file = [head, ...lines]
            .map((line) => line.map((cell) => quoted(cell, delimiter)).join(delimiter))
            .join(end);
          const parsed = parseListed(Buffer.from(file), { country: 'NG' });
          expect(parsed.error).toBeNull();
          checkWhole(parsed);
          expect(
            parsed.statements[0]?.rows.map((row) => [row.date, row.amount, bare(row.description)]),
          ).toEqual(all.map((row) => [row.day, decimal(row.cents), bare(row.text)]));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function bare(value: string): string {
  return value.replace(/\s+/g, '');
}

describe('any input', () => {
  const SEEDS = [
    'Bank,,\nAccount No:,12\nDate,Details,Debit,Credit,Balance\n03/04/2026,"a ""b""",1.00,,9.00\n13/04/2026,c,,2.00,11.00\nTotal,,1.00,2.00,\n',
    'Date;Details;Amount;Type\n03/04/2026;a;1.000,50;DR\n04/04/2026;b;2,00;CR\n',
    'OFXHEADER:100\nCHARSET:1252\n\n<OFX><STMTRS><CURDEF>NGN<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>20260403<TRNAMT>-1.00<FITID>F<NAME>a &amp; b</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>1</LEDGERBAL></STMTRS></OFX>',
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>X</IBAN></Id></Acct><Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-04-03</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>',
    '{1:F01BANKNGLAXXXX0000000000}{2:O940BANKNGLAXXXXN}{4:\n:20:A\n:25:1/2\n:28C:1/1\n:60F:C260401NGN1,00\n:61:2604030403DR5,50NTRFREF//B1\nbelow\n:86:166?00a?20b?32c\n:61:260404C1,NMSC\n:NS:01a\n15b\n:62F:D260404NGN3,50\n-}\n',
    "!Account\nNA\n^\n!Type:Bank\nD01/04'26\nT1,000.00\nPOpening Balance\n^\nD13/04'26\nT-5.50\nN12\nPa\nMb\nSc\nEd\n$-5.50\n^\n!Type:Invst\nD14/04'26\nNBuy\nT-1\n^\n",
  ].map((seed) => [...Buffer.from(seed)]);

  it('never throws on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        checkWhole(parseListed(bytes, { country: 'NG' }));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on damaged files, and loses no row of them', () => {
    const change = fc.record({
      at: fc.nat(600),
      remove: fc.nat(12),
      insert: fc.array(fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('<>&"\',;\n-.()0'))), {
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...SEEDS),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (seed, changes) => {
          const bytes = [...seed];
          for (const { at, remove, insert } of changes) bytes.splice(at % bytes.length, remove, ...insert);
          checkWhole(parseListed(Uint8Array.from(bytes), { country: 'NG' }));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('accounts for every table line that holds something', () => {
    const money = fc.constantFrom('', '5.00', '-5.00', 'x', '0.00', '1,000.00');
    const date = fc.constantFrom('', '03/04/2026', '31/02/2026', 'soon');
    fc.assert(
      fc.property(fc.array(fc.tuple(date, money, money), { maxLength: 20 }), (lines) => {
        const table = [
          '25/04/2026,a,1.00,',
          ...lines.map(([on, debit, credit]) => [on, 'a', quoted(debit, ','), quoted(credit, ',')].join(',')),
        ];
        const file = parseListed(Buffer.from(['Date,Details,Debit,Credit', ...table].join('\n')), {
          country: 'NG',
        });
        checkWhole(file);
        const holding = lines.filter(([on, debit, credit]) => debit !== '' || credit !== '' || /\d/.test(on));
        expect(file.rowCount).toBe(1 + holding.length);
      }),
    );
  });
});

describe('decimals', () => {
  it('adds, subtracts and negates exactly', () => {
    const value = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(addDecimals(decimal(a), decimal(b))).toBe(decimal(a + b));
        expect(subtractDecimals(decimal(a), decimal(b))).toBe(decimal(a - b));
        expect(negateDecimal(negateDecimal(decimal(a)))).toBe(decimal(a));
      }),
    );
    expect(addDecimals('0.005', '0.1')).toBe('0.105');
    expect(addDecimals('-0.01', '0.01')).toBe('0.00');
  });

  it('adds up any number of them exactly, long and short together', () => {
    const short = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const long = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: short }, long), { maxLength: 30 }), (values) => {
        const sum = values.reduce((total, value) => total + value, 0n);
        expect(sumDecimals(values.map(decimal))).toBe(decimal(sum));
        const [first = 0n, ...others] = values;
        const rest = others.reduce((total, value) => total + value, 0n);
        expect(isSum(decimal(first), decimal(rest), decimal(sum))).toBe(true);
        expect(isSum(decimal(first), decimal(rest), decimal(sum + 1n))).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(sumDecimals(Array.from({ length: 100_000 }, () => '99999999999.99'))).toBe('9999999999999000.00');
  });

  it.each([
    ['007', '7.00'],
    ['-0.00', '0.00'],
    ['-.5', '-0.50'],
    ['1.2300', '1.23'],
    ['1.2345', '1.2345'],
    ['', null],
    ['1,5', null],
    ['1e5', null],
    ['0x10', null],
  ])('writes %s as %s', (from, to) => {
    expect(canonicalDecimal(from)).toBe(to);
  });
});
