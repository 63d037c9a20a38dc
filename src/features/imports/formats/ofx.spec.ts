import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { MarkupTokenizer } from './markup.ts';
import { ofxAmount } from './ofx.ts';
import type { ParseLimits } from './statement.ts';

const HEAD = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n';

function read(text: string, limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country: 'NG', limits });
}

function bank(entries: string, after = ''): string {
  return `${HEAD}<OFX><BANKMSGSRSV1><STMTTRNRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>1<ACCTID>00 123</BANKACCTFROM><BANKTRANLIST><DTSTART>20260401<DTEND>20260430${entries}</BANKTRANLIST>${after}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;
}

describe('OFX', () => {
  it('reads unclosed SGML values, references and the ledger balance', () => {
    const file = read(
      bank(
        '<STMTTRN><TRNTYPE>POS<DTPOSTED>20260403235900.000[1:WAT]<TRNAMT>-1500.5<FITID>F1<NAME>Mama &amp; Sons<MEMO>A < B</STMTTRN>',
        '<LEDGERBAL><BALAMT>98.5<DTASOF>20260430</LEDGERBAL><AVAILBAL><BALAMT>1.00</AVAILBAL>',
      ),
    );
    expect(file.format).toBe('ofx1');
    expect(file.statements[0]).toMatchObject({
      account: '00 123',
      currency: 'NGN',
      opening: null,
      closing: '98.50',
      closingOn: '2026-04-30',
      periodFrom: '2026-04-01',
      periodTo: '2026-04-30',
    });
    expect(file.statements[0]?.rows[0]).toMatchObject({
      date: '2026-04-03',
      amount: '-1500.50',
      currency: 'NGN',
      reference: 'F1',
      counterparty: 'Mama & Sons',
      description: 'A < B',
    });
    expect(file.statements[0]?.rows[0]?.raw).toMatch(/^<STMTTRN>.*<\/STMTTRN>$/);
  });

  it('reads the XML form with CDATA, comments and several accounts', () => {
    const one = (id: string): string =>
      `<STMTRS><CURDEF>KES</CURDEF><BANKACCTFROM><ACCTID>${id}</ACCTID></BANKACCTFROM><BANKTRANLIST><!-- <STMTTRN> --><STMTTRN><DTPOSTED>20260401</DTPOSTED><TRNAMT>+7,25</TRNAMT><NAME><![CDATA[A & B <C>]]></NAME></STMTTRN></BANKTRANLIST></STMTRS>`;
    const file = read(`<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX>${one('1')}${one('2')}</OFX>`);
    expect(file.format).toBe('ofx2');
    expect(file.statements.map((s) => [s.account, s.rows[0]?.amount, s.rows[0]?.counterparty])).toEqual([
      ['1', '7.25', 'A & B <C>'],
      ['2', '7.25', 'A & B <C>'],
    ]);
    expect(file.statements[1]?.rows[0]?.index).toBe(1);
  });

  it('rejects rows with the reason and keeps the others', () => {
    const file = read(
      bank(
        '<STMTTRN><TRNAMT>1</STMTTRN><STMTTRN><DTPOSTED>20260230<TRNAMT>1</STMTTRN>' +
          '<STMTTRN><DTPOSTED>20260401<TRNAMT>N5</STMTTRN><STMTTRN><DTPOSTED>20260401</STMTTRN>' +
          '<STMTTRN><DTPOSTED>20260401<TRNAMT>5</STMTTRN>',
      ),
    );
    expect(file.statements[0]?.rejected.map((row) => row.code)).toEqual([
      'bad-date',
      'bad-date',
      'bad-amount',
      'no-amount',
    ]);
    expect(file.statements[0]?.rejected[1]?.why).toContain('20260230');
    expect(file.rowCount).toBe(5);
  });

  it('does not lose an entry whose end tag is missing', () => {
    const file = read(
      bank('<STMTTRN><DTPOSTED>20260401<TRNAMT>1<STMTTRN><DTPOSTED>20260402<TRNAMT>2</STMTTRN>'),
    );
    expect(file.statements[0]?.rows.map((row) => row.amount)).toEqual(['1.00', '2.00']);
  });

  it('D50: keeps a currency that is not known', () => {
    const file = read(
      bank('<STMTTRN><DTPOSTED>20260413<TRNAMT>-5.00<FITID>1</STMTTRN>').replace(
        '<CURDEF>NGN',
        '<CURDEF>ZZZ',
      ),
    );
    expect(file.statements[0]).toMatchObject({ currency: 'ZZZ', rows: [{ currency: 'ZZZ' }] });
  });

  it('takes the currency of the amount, not the one it was converted from', () => {
    const entry = (tag: string): string =>
      `<STMTTRN><DTPOSTED>20260401<TRNAMT>1<${tag}><CURRATE>1<CURSYM>EUR</${tag}></STMTTRN>`;
    const rows = read(bank(entry('CURRENCY') + entry('ORIGCURRENCY'))).statements[0]?.rows;
    expect(rows?.map((row) => row.currency)).toEqual(['EUR', 'NGN']);
  });

  it('refuses answers without a statement', () => {
    const answer = (status: string): string => `${HEAD}<OFX><SONRS><STATUS>${status}</STATUS></SONRS></OFX>`;
    const failed = read(answer('<CODE>15500<SEVERITY>ERROR<MESSAGE>Wrong PIN')).error;
    expect(failed?.code).toBe('bank-error');
    expect(failed?.why).toContain('15500: Wrong PIN');
    expect(read(answer('<CODE>0<SEVERITY>INFO')).error?.code).toBe('no-statement');
  });

  it('refuses a file that breaks off, at whatever place', () => {
    const whole = bank('<STMTTRN><DTPOSTED>20260401<TRNAMT>1</STMTTRN>').trimEnd();
    for (let cut = whole.indexOf('<STMTTRN>'); cut < whole.length - 1; cut += 1) {
      expect(read(whole.slice(0, cut)).error?.code).toBe('truncated');
    }
  });

  it('refuses declarations, deep nesting, huge values and too many entries', () => {
    expect(read(`${HEAD}<!DOCTYPE x [<!ENTITY a "b">]><OFX></OFX>`).error?.code).toBe('forbidden-doctype');
    expect(read(`${HEAD}<OFX>${'<A>'.repeat(500)}</OFX>`).error?.code).toBe('too-deep');
    const huge = bank(`<STMTTRN><DTPOSTED>20260401<TRNAMT>1<MEMO>${'x'.repeat(300_000)}</STMTTRN>`);
    expect(read(huge).error?.code).toBe('field-too-long');
    const two = bank('<STMTTRN><DTPOSTED>20260401<TRNAMT>1</STMTTRN>'.repeat(2));
    expect(read(two, { maxRows: 1 }).error?.code).toBe('too-many-rows');
    expect(read(two, { maxRows: 2 }).error).toBeNull();
  });

  it.each([
    ['-00000001500.5000', '-1500.50'],
    ['+7', '7.00'],
    ['-,5', '-0.50'],
    ['1.234,56', '1234.56'],
    ['-1,234.5', '-1234.50'],
    ['123456789012345678901234.567', '123456789012345678901234.567'],
    ['1,234', null],
    ['$5', null],
    ['1e5', null],
    ['', null],
  ])('reads the amount %s', (text, amount) => {
    expect(ofxAmount(text)).toBe(amount);
  });
});

describe('MarkupTokenizer', () => {
  const tokens = (text: string, cuts: number[]): string[] => {
    const found: string[] = [];
    const tokenizer = new MarkupTokenizer(
      {
        open: (name, at, end) => found.push(`<${name} ${at} ${end}`),
        close: (name, at, end) => found.push(`/${name} ${at} ${end}`),
        text: (value) => found.push(`"${value}`),
      },
      10_000,
    );
    let from = 0;
    for (const cut of [...cuts].sort((a, b) => a - b)) {
      tokenizer.feed(text.slice(from, cut));
      from = Math.max(from, cut);
    }
    tokenizer.feed(text.slice(from));
    tokenizer.end();
    return found;
  };
  const piece = fc.constantFrom(
    '<A>',
    '</A>',
    '<B/>',
    '<',
    '>',
    '&amp;',
    '&',
    ';',
    '#65;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x ?>',
    'text',
    ' ',
    '\n',
    '<C d="e">',
    'é',
    '😀',
    '/',
  );

  it('gives the same tokens however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.nat(200), { maxLength: 12 }),
        (pieces, cuts) => {
          const text = pieces.join('');
          expect(
            tokens(
              text,
              cuts.filter((cut) => cut <= text.length),
            ),
          ).toEqual(tokens(text, []));
          expect(
            tokens(
              text,
              [...text].map((_, i) => i),
            ),
          ).toEqual(tokens(text, []));
        },
      ),
      { numRuns: 300 },
    );
  });
});
