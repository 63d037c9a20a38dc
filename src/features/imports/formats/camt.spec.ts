import { describe, expect, it } from '@jest/globals';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import type { ParseLimits } from './statement.ts';

function read(text: string, limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country: 'NG', limits });
}

const NAMESPACE = 'xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"';

function statement(inside: string, account = '<Ccy>EUR</Ccy>'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n<Document ${NAMESPACE}><BkToCstmrStmt><GrpHdr><CreDtTm>2026-05-01T00:10:00+01:00</CreDtTm></GrpHdr><Stmt><Acct><Id><IBAN>DE00 1234</IBAN></Id>${account}</Acct>${inside}</Stmt></BkToCstmrStmt></Document>`;
}

function balance(kind: string, amount: string, side = 'CRDT', currency = 'EUR'): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2026-04-01</Dt></Dt></Bal>`;
}

function entry(amount: string, side: string, more = '', status = '<Cd>BOOK</Cd>'): string {
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2026-04-03</Dt></BookgDt>${more}</Ntry>`;
}

function detail(amount: string, more = ''): string {
  return `<TxDtls><Refs><EndToEndId>E${amount}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>${more}</TxDtls>`;
}

describe('CAMT', () => {
  it('reads a statement, signs by direction and proves the balances', () => {
    const file = read(
      statement(
        balance('OPBD', '10.00', 'DBIT') +
          balance('CLBD', '4.50') +
          entry(
            '20',
            'CRDT',
            '<ValDt><DtTm>2026-04-04T23:59:00-05:00</DtTm></ValDt><AcctSvcrRef>R1</AcctSvcrRef>',
          ) +
          entry(
            '5.5',
            'DBIT',
            '<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Me</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Shop</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>Bread</Ustrd><Ustrd>and  milk</Ustrd></RmtInf></TxDtls></NtryDtls>',
          ),
      ),
    );
    expect(file.format).toBe('camt.053');
    expect(file.statements[0]).toMatchObject({ account: 'DE00 1234', opening: '-10.00', closing: '4.50' });
    expect(file.statements[0]?.proof.state).toBe('proved');
    expect(file.statements[0]?.rows).toMatchObject([
      { date: '2026-04-03', valueDate: '2026-04-04', amount: '20.00', reference: 'R1', description: '' },
      { amount: '-5.50', reference: null, counterparty: 'Shop', description: 'Bread and milk' },
    ]);
  });

  it('says by how much a statement does not add up', () => {
    const proof = read(statement(balance('PRCD', '1') + balance('CLBD', '5') + entry('1', 'CRDT')))
      .statements[0]?.proof;
    expect(proof?.state).toBe('off');
    expect(proof?.why).toContain('3.00 is unexplained');
  });

  it('takes balances in the account currency only', () => {
    const file = read(statement(balance('OPBD', '1') + balance('CLBD', '2', 'CRDT', 'SEK')));
    expect(file.statements[0]).toMatchObject({ opening: '1.00', closing: null });
  });

  it('D50: keeps a currency that is not known, and refuses an amount in what is none', () => {
    const odd = entry('3.30', 'DBIT').replace('Ccy="EUR"', 'Ccy="ZZZ"');
    const none = entry('4.40', 'DBIT').replace('Ccy="EUR"', 'Ccy="coins"');
    const { statements } = read(statement(odd + none));
    expect(statements[0]?.rows.map((row) => [row.amount, row.currency])).toEqual([['-3.30', 'ZZZ']]);
    expect(statements[0]?.rejected).toMatchObject([{ code: 'bad-amount' }]);
  });

  it('makes one row per detail when their amounts add up to the entry', () => {
    const batch = `<NtryDtls>${detail('1.10')}${detail('2.20')}</NtryDtls>`;
    const rows = read(statement(entry('3.30', 'DBIT', batch))).statements[0]?.rows;
    expect(rows?.map((row) => [row.amount, row.reference, row.index])).toEqual([
      ['-1.10', 'E1.10', 0],
      ['-2.20', 'E2.20', 1],
    ]);
    expect(rows?.[1]?.raw).toMatch(/^<TxDtls>.*<\/TxDtls>$/);
    expect(read(statement(entry('3.31', 'DBIT', batch))).statements[0]?.rows).toHaveLength(1);
  });

  it('rejects what is not booked, without direction, date or number', () => {
    const file = read(
      statement(
        entry('1', 'CRDT', '', 'PDNG') +
          entry('1', 'CRDT', '', '<Cd>INFO</Cd>') +
          entry('1', 'BOTH') +
          entry('1,5', 'CRDT') +
          entry('1', 'CRDT').replace('2026-04-03', '2026-02-30'),
      ),
    );
    expect(file.statements[0]?.rejected.map((row) => row.code)).toEqual([
      'not-booked',
      'not-booked',
      'no-direction',
      'bad-amount',
      'bad-date',
    ]);
    expect(file.rowCount).toBe(5);
  });

  it('reads prefixed names and keeps amounts beyond safe integers', () => {
    const file = read(
      '<n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.052.001.06"><n:BkToCstmrAcctRpt><n:Rpt><n:Ntry><n:Amt Ccy="XAF">90071992547409931234.123450</n:Amt><n:CdtDbtInd>DBIT</n:CdtDbtInd><n:ValDt><n:Dt>2026-04-03</n:Dt></n:ValDt></n:Ntry></n:Rpt></n:BkToCstmrAcctRpt></n:Document>',
    );
    expect(file.format).toBe('camt.052');
    expect(file.statements[0]?.rows[0]).toMatchObject({
      amount: '-90071992547409931234.12345',
      currency: 'XAF',
      date: '2026-04-03',
    });
  });

  it('keeps each row’s own text across the chunks it is read in', () => {
    const many = Array.from({ length: 900 }, (_, i) =>
      entry(String(i + 1), 'CRDT', `\r\n<AddtlNtryInf>😀 ${i}</AddtlNtryInf>`),
    ).join('\r\n');
    const rows = read(statement(many)).statements[0]?.rows ?? [];
    expect(rows).toHaveLength(900);
    expect(rows.every((row) => row.raw.startsWith('<Ntry>') && row.raw.endsWith('</Ntry>'))).toBe(true);
    expect(rows.every((row, i) => row.raw.includes(`😀 ${i}<`))).toBe(true);
  });

  it('refuses a message without a statement', () => {
    const file = read(`<Document ${NAMESPACE}><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>`);
    expect(file.error?.code).toBe('no-statement');
  });
});

describe('hostile XML', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><Document ${NAMESPACE}><BkToCstmrStmt><Stmt><Acct><Nm>&c;</Nm></Acct></Stmt></BkToCstmrStmt></Document>`;
  const outside = `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document ${NAMESPACE}><BkToCstmrStmt><Stmt><Acct><Nm>&x;</Nm></Acct></Stmt></BkToCstmrStmt></Document>`;

  it.each([
    ['nested entities', laughs],
    ['an outside entity', outside],
    ['a DOCTYPE behind a long comment', outside.replace('<!DOCTYPE', `<!--${' '.repeat(9000)}--><!DOCTYPE`)],
  ])('refuses %s unread', (_, text) => {
    const file = read(text);
    expect(file.error?.code).toMatch(/^(forbidden-doctype|unknown-format)$/);
    expect(JSON.stringify(file)).not.toContain('haha');
  });

  it('refuses a DOCTYPE that stands behind the first 8 KB', () => {
    const file = read(
      `<?xml version="1.0"?><!-- ${NAMESPACE} camt.053.001.08 urn:iso:20022:camt.053.${' '.repeat(9000)} --><!DOCTYPE Document><Document><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>`,
    );
    expect(file.error?.code).toBe('forbidden-doctype');
  });

  it('refuses deep nesting, overlong text, too many entries, broken and cut XML', () => {
    const deep = '<A>'.repeat(200) + '</A>'.repeat(200);
    expect(read(statement(deep)).error?.code).toBe('too-deep');
    expect(read(statement(`<Ntry><Amt>${'9'.repeat(30_000)}</Amt></Ntry>`)).error?.code).toBe(
      'field-too-long',
    );
    expect(read(statement(entry('1', 'CRDT').repeat(3)), { maxRows: 2 }).error?.code).toBe('too-many-rows');
    expect(read(statement('<Ntry></Amt>')).error?.code).toBe('unreadable');
    const whole = statement(entry('1', 'CRDT'));
    for (let cut = whole.indexOf('<Ntry>'); cut < whole.length - 1; cut += 3) {
      expect(read(whole.slice(0, cut)).error?.code).toMatch(/^(truncated|unreadable)$/);
    }
  });
});
