import { readFileSync } from 'node:fs';
import { statementPdf } from '../test/support/pdf/statement-pdf.ts';
import type { Row, StatementLayout } from '../test/support/pdf/statement-layout.ts';
import { xlsxOf } from '../test/support/workbooks.ts';
import { statementFile } from './statement-file.ts';

/** A row of the bank's CSV. */
interface Movement {
  day: string;
  text: string;
  reference: string;
  /** Negative is money out. */
  amount: string;
  balance: string;
}

const OPENING = '500000.00';

/** Each writes the rows of `statementFile` in its format, as a bank's programs would. */
export const FORMAT_FILES: Readonly<Record<string, (rows: number) => Buffer>> = {
  CSV: (rows) => Buffer.from(statementFile(rows)),
  'OFX 1': (rows) => Buffer.from(ofx(movements(rows))),
  'CAMT.053': (rows) => Buffer.from(camt(movements(rows))),
  MT940: (rows) => Buffer.from(mt940(movements(rows))),
  QIF: (rows) => Buffer.from(qif(movements(rows))),
  XLSX: (rows) => xlsx(movements(rows)),
  'messages (SMS backup)': (rows) => Buffer.from(backup(movements(rows))),
  PDF: (rows) => pdf(movements(rows)),
};

/** As many rows are read of each; papaparse is the splitter in our reader of tables, by itself. */
export const FORMAT_ROWS: Readonly<Record<string, number>> = {
  papaparse: 100_000,
  CSV: 100_000,
  'OFX 1': 100_000,
  'CAMT.053': 100_000,
  MT940: 100_000,
  QIF: 100_000,
  XLSX: 100_000,
  'messages (SMS backup)': 10_000,
  PDF: 2000,
};

function movements(rows: number): Movement[] {
  const lines = statementFile(rows).trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const [day = '', , text = '', reference = '', debit = '', credit = '', balance = ''] = line.split(',');
    return {
      day,
      text: text.replaceAll('"', ''),
      reference,
      amount: debit === '' ? credit : `-${debit}`,
      balance,
    };
  });
}

function ofx(rows: readonly Movement[]): string {
  const entries = rows.map(
    ({ day, text, reference, amount }) =>
      `<STMTTRN>\n<TRNTYPE>${amount.startsWith('-') ? 'DEBIT' : 'CREDIT'}\n<DTPOSTED>${compact(day)}120000\n<TRNAMT>${amount}\n<FITID>${reference}\n<NAME>${text}\n</STMTTRN>\n`,
  );
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>1<ACCTID>0123456789</BANKACCTFROM><BANKTRANLIST>\n${entries.join('')}</BANKTRANLIST><LEDGERBAL><BALAMT>${rows.at(-1)?.balance ?? OPENING}<DTASOF>20261031</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;
}

function camt(rows: readonly Movement[]): string {
  const balance = (kind: string, amount: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="NGN">${unsigned(amount)}</Amt><CdtDbtInd>${side(amount)}</CdtDbtInd><Dt><Dt>2025-11-01</Dt></Dt></Bal>\n`;
  const entries = rows.map(({ day, text, reference, amount }) => {
    const out = amount.startsWith('-');
    const party = out ? 'Cdtr' : 'Dbtr';
    return `<Ntry><Amt Ccy="NGN">${unsigned(amount)}</Amt><CdtDbtInd>${side(amount)}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><${party}><Nm>${text}</Nm></${party}></RltdPties></TxDtls></NtryDtls></Ntry>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-11-01T00:10:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><Acct><Id><Othr><Id>0123456789</Id></Othr></Id><Ccy>NGN</Ccy></Acct>\n${balance('OPBD', OPENING)}${balance('CLBD', rows.at(-1)?.balance ?? OPENING)}${entries.join('')}</Stmt></BkToCstmrStmt></Document>\n`;
}

function mt940(rows: readonly Movement[]): string {
  const entries = rows.map(
    ({ day, text, reference, amount }) =>
      `:61:${compact(day).slice(2)}${compact(day).slice(4)}${amount.startsWith('-') ? 'D' : 'C'}${unsigned(amount).replace('.', ',')}NTRF${reference}\n:86:${text}\n`,
  );
  const last = rows.at(-1)?.balance ?? OPENING;
  return `:20:BENCH\n:25:0123456789\n:28C:1/1\n:60F:C251101NGN${OPENING.replace('.', ',')}\n${entries.join('')}:62F:${last.startsWith('-') ? 'D' : 'C'}261031NGN${unsigned(last).replace('.', ',')}\n-\n`;
}

function qif(rows: readonly Movement[]): string {
  const entries = rows.map(
    ({ day, text, reference, amount }) =>
      `D${day.split('-').reverse().join('/')}\nT${amount}\nN${reference}\nP${text}\n^\n`,
  );
  return `!Type:Bank\n${entries.join('')}`;
}

function xlsx(rows: readonly Movement[]): Buffer {
  const cells = rows.map(({ day, text, reference, amount, balance }) => [
    { day },
    text,
    reference,
    amount.startsWith('-') ? Number(unsigned(amount)) : null,
    amount.startsWith('-') ? null : Number(amount),
    Number(balance),
  ]);
  const head = ['Date', 'Narration', 'Reference', 'Debit', 'Credit', 'Balance'];
  return xlsxOf([{ name: 'Statement', rows: [head, ...cells] }]);
}

function backup(rows: readonly Movement[]): string {
  const one = ({ day, text, amount, balance }: Movement, at: number): string =>
    `<sms protocol="0" address="GTBank" date="${Date.parse(`${day}T08:00:00Z`) + at * 1000}" type="1" body="Acct: ******5170&#10;Amt: NGN${unsigned(amount)} ${amount.startsWith('-') ? 'DR' : 'CR'}&#10;Desc: ${text}&#10;Avail Bal: NGN${balance}&#10;Date: ${day} 8:00:00 AM" />`;
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count="${rows.length}">\n${rows.map(one).join('\n')}\n</smses>\n`;
}

function pdf(rows: readonly Movement[]): Buffer {
  const layouts = new URL('../test/corpus/pdf/layouts/ng-savings.json', import.meta.url);
  const layout = JSON.parse(readFileSync(layouts, 'utf8')) as StatementLayout;
  const [section] = layout.sections;
  if (section === undefined) throw new Error('the layout has no section');
  const made: Row[] = rows.map(({ day, text, amount }) => ({ date: day, description: text, amount }));
  const closing = rows.at(-1)?.balance ?? OPENING;
  const filled = { ...section, opening: OPENING, closing, from: OPENING, rows: made };
  return statementPdf({ ...layout, rowsPerPage: 40, sections: [filled] });
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function unsigned(amount: string): string {
  return amount.replace('-', '');
}

function side(amount: string): string {
  return amount.startsWith('-') ? 'DBIT' : 'CRDT';
}
