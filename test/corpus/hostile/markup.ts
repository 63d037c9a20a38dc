import { DOCTYPE, LAUGHS } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';

const MEGABYTE = 1024 * 1024;
const ENTRY =
  '<Ntry><Amt Ccy="NGN">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-13</Dt></BookgDt></Ntry>';
const camt = (body: string, doctype = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${doctype}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>${body}</BkToCstmrStmt></Document>`;
const statement = (entries: string) =>
  camt(`<Stmt><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>${entries}</Stmt>`);
const ofx2 = (body: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<?OFX OFXHEADER="200" VERSION="211"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN</CURDEF><BANKTRANLIST>${body}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const ofx1 = (body: string) =>
  `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKTRANLIST>${body}`;
const TRANSACTION =
  '<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260313</DTPOSTED><TRNAMT>-1.00</TRNAMT></STMTTRN>';
const backup = (body: string, doctype = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${doctype}<smses count="1">${body}</smses>`;
const sheet = (doctype: string, cell: string) =>
  `<?xml version="1.0"?>${doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>${cell}</Data></Cell></Row></Table></Worksheet></Workbook>`;

/** CAMT, OFX, SMS backups, old XML workbooks and the line formats of banks. */
export const MARKUP: HostileFile[] = [
  {
    name: 'external.xml',
    what: 'CAMT that asks for a file of the server',
    make: () => camt('<Stmt>&e;</Stmt>', DOCTYPE),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'laughs.xml',
    what: 'CAMT whose entities grow a billionfold',
    make: () => camt('<Stmt>&e9;</Stmt>', LAUGHS),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'entity.xml',
    what: 'CAMT with an entity that nobody named',
    make: () => statement(ENTRY.replace('1.00', '&e;')),
    ends: { code: 'unreadable', where: 'line 1' },
  },
  {
    name: 'late-doctype.xml',
    what: 'CAMT whose DOCTYPE stands behind 20,000 letters',
    make: () => camt('<Stmt>&e;</Stmt>', `<!--${'x'.repeat(20_000)}-->${DOCTYPE}`),
    ends: { code: 'unknown-format', where: null },
  },
  {
    name: 'unknown-currency.xml',
    what: 'CAMT in a currency that there is not',
    make: () => statement(ENTRY + ENTRY.replace('NGN', 'ZZZ')),
    ends: { rows: 2, rejected: [], notTaken: 1 },
  },
  {
    name: 'include.xml',
    what: 'CAMT that includes another file',
    make: () =>
      statement(
        `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>${ENTRY}`,
      ),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'cut.xml',
    what: 'CAMT that breaks off',
    make: () => statement(ENTRY).slice(0, -120),
    ends: { code: 'truncated', where: 'line 1' },
  },
  {
    name: 'deep.xml',
    what: 'CAMT of 500 elements inside each other',
    make: () => camt(`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`),
    ends: { code: 'too-deep', where: 'line 1' },
  },
  {
    name: 'attribute.xml',
    what: 'CAMT with an attribute of ten megabytes',
    make: () => statement(ENTRY.replace('Ccy="NGN"', `Ccy="${'N'.repeat(10 * MEGABYTE)}"`)),
    ends: { rows: 1, rejected: ['bad-amount'] },
  },
  {
    name: 'text.xml',
    what: 'CAMT with a text of ten megabytes',
    make: () => statement(ENTRY.replace('2026-03-13', 'x'.repeat(10 * MEGABYTE))),
    ends: { code: 'field-too-long', where: 'line 1' },
  },
  {
    name: 'lie.xml',
    what: 'CAMT that names an encoding that there is not',
    make: () => statement(ENTRY).replace('UTF-8', 'UTF-42'),
    ends: { code: 'unknown-encoding', where: null },
  },
  {
    name: 'currencies.xml',
    what: 'CAMT with two currencies in one account',
    make: () => statement(ENTRY + ENTRY.replace('NGN', 'USD')),
    ends: { rows: 2, rejected: [], notTaken: 1 },
  },
  {
    name: 'balances.xml',
    what: 'CAMT whose balances do not agree',
    make: () =>
      statement(
        `<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="NGN">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-12</Dt></Dt></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="NGN">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-13</Dt></Dt></Bal>${ENTRY}`,
      ),
    ends: { rows: 1, rejected: [], proof: 'off' },
  },
  {
    name: 'other.xml',
    what: 'XML of something else',
    make: () => '<?xml version="1.0"?><feed><entry/></feed>',
    ends: { code: 'unknown-format', where: null },
  },
  {
    name: 'external.ofx',
    what: 'OFX 2 that asks for a file of the server',
    make: () => ofx2('&e;', DOCTYPE),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'laughs.ofx',
    what: 'OFX 2 whose entities grow a billionfold',
    make: () => ofx2('&e9;', LAUGHS),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'cut.ofx',
    what: 'OFX that breaks off',
    make: () => ofx1('<STMTTRN><TRNAMT>-1'),
    ends: { code: 'truncated', where: 'end of file' },
  },
  {
    name: 'deep.ofx',
    what: 'OFX of 100,000 elements inside each other',
    make: () => ofx1('<A>'.repeat(100_000)),
    ends: { code: 'too-deep', where: 'A' },
  },
  {
    name: 'value.ofx',
    what: 'OFX with a value of ten megabytes',
    make: () => ofx1(`<STMTTRN><NAME>${'x'.repeat(10 * MEGABYTE)}`),
    ends: { code: 'field-too-long', where: 'character 107' },
  },
  {
    name: 'wrong-name.pdf',
    what: 'OFX under the name of a PDF',
    make: () => ofx2(TRANSACTION),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'external-sms.xml',
    what: 'a backup of messages that asks for a file of the server',
    make: () => backup('<sms address="BANK" body="&e;"/>', DOCTYPE),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'laughs-sms.xml',
    what: 'a backup of messages whose entities grow a billionfold',
    make: () => backup('<sms address="BANK" body="&e9;"/>', LAUGHS),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'deep-sms.xml',
    what: 'a backup of messages, 500 deep',
    make: () => backup(`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`),
    ends: { code: 'too-deep', where: null },
  },
  {
    name: 'external-sheet.xml',
    what: 'a workbook in XML that asks for a file of the server',
    make: () => sheet(DOCTYPE, '&e;'),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'laughs-sheet.xml',
    what: 'a workbook in XML whose entities grow a billionfold',
    make: () => sheet(LAUGHS, '&e9;'),
    ends: { code: 'forbidden-doctype', where: null },
  },
  {
    name: 'page.xls',
    what: 'a page of 100,000 tables inside each other',
    make: () => `<html><body>${'<table><tr><td>'.repeat(100_000)}Date</td></tr></table></body></html>`,
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'cut.sta',
    what: 'MT940 that breaks off',
    make: () => ':20:A\n:25:1\n',
    ends: { code: 'no-statement', where: null },
  },
  {
    name: 'text.sta',
    what: 'MT940 with a text of ten megabytes',
    make: () =>
      `:20:A\n:25:1\n:60F:C260401NGN10,00\n:61:2604020402D5,00NTRFNONREF\n:86:${'x'.repeat(10 * MEGABYTE)}\n:62F:C260402NGN5,00\n`,
    ends: { rows: 1, rejected: ['field-too-long'], proof: 'off' },
  },
  {
    name: 'line.qif',
    what: 'QIF with a line of ten megabytes',
    make: () => `!Type:Bank\nD13/04/2026\nT-7.00\nP${'x'.repeat(10 * MEGABYTE)}\n^\n`,
    ends: { rows: 1, rejected: ['field-too-long'] },
  },
  {
    name: 'endless.qif',
    what: 'QIF with an entry of a million lines',
    make: () => `!Type:Bank\nD13/04/2026\nT-7.00\n${'Sx\n$1\n'.repeat(500_000)}^\n`,
    ends: { rows: 1, rejected: ['field-too-long'] },
  },
];
