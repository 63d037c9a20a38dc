// Statements as banks' programs write them, one small file of each kind.
const OFX_HEAD =
  'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n';

const OFX_1 = `${OFX_HEAD}<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>1<ACCTID>0123456789</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260401<DTEND>20260430
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260413120000[1:WAT]<TRNAMT>-1500.50<FITID>F1<NAME>Mama &amp; Sons<MEMO>Lunch</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260414<DTUSER>20260413<TRNAMT>+2,000.00<FITID>F2<NAME>Harbour Works</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>10499.50<DTASOF>20260430</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4111</CCACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20260413<TRNAMT>-5.00<CURRENCY><CURRATE>1500<CURSYM>NGN</CURRENCY></STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
`;

const OFX_2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>KES</CURDEF><BANKACCTFROM><ACCTID>77-1</ACCTID></BANKACCTFROM><BANKTRANLIST>
<DTSTART>20260401</DTSTART><DTEND>20260430</DTEND><!-- two -->
<STMTTRN><TRNTYPE>POS</TRNTYPE><DTPOSTED>20260413</DTPOSTED><TRNAMT>-7.25</TRNAMT><FITID>A1</FITID><NAME><![CDATA[A & B <C>]]></NAME></STMTTRN>
<STMTTRN><TRNTYPE>DEP</TRNTYPE><DTPOSTED>20260414</DTPOSTED><TRNAMT>100</TRNAMT><FITID>A2</FITID><PAYEE><NAME>Pay &#38; more</NAME></PAYEE></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>192.75</BALAMT><DTASOF>20260430</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;

function camt(version: string, root: string, report: string): string {
  const balance = (kind: string, amount: string, day: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${version}"><${root}><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-05-01T00:10:00+01:00</CreDtTm></GrpHdr>
<${report}><Id>S1</Id><FrToDt><FrDtTm>2026-04-01T00:00:00</FrDtTm><ToDtTm>2026-04-30T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>DE00123456789</IBAN></Id><Ccy>EUR</Ccy><Nm>Mine</Nm></Acct>${balance('OPBD', '10.00', '2026-04-01')}${balance('CLBD', '24.50', '2026-04-30')}
<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">20</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-04-03</Dt></BookgDt><ValDt><DtTm>2026-04-04T23:59:00-05:00</DtTm></ValDt><AcctSvcrRef>R1</AcctSvcrRef></Ntry>
<Ntry><Amt Ccy="EUR">5.5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-04-05</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="EUR">5.5</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><Cdtr><Pty><Nm>Shop</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>Bread</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>PDNG</Sts><BookgDt><Dt>2026-04-06</Dt></BookgDt></Ntry>
</${report}></${root}></Document>
`;
}

const MT_940 = `{1:F01BANKNGLAXXXX0000000000}{2:O9401200260430BANKNGLAXXXX00000000002604301200N}{4:
:20:STARTUMS
:25:12345678/1020304050
:28C:5/1
:60F:C260401EUR1000,00
:61:2604020403DR65,5NTRFKREF+//B1
below the line
:86:105?00LASTSCHRIFT?20Rent April?21and more?32Mama Put?33 Ltd
:61:260404CR0,25NMSCR-77
:86:/EREF/E1/NAME/Harbour Works/REMI/Interest
:61:2604040404RD10,NCHGNONREF
:62F:C260404EUR944,75
:64:C260404EUR900,00
:86:Not of a row
-}
`;

const MT_942 = `{1:F01BANKNGLAXXXX0000000000}{2:O9421200260403}{4:
:20:A
:25:0123456789
:28C:1/1
:34F:NGN0,
:13D:2604031200+0100
:61:2604030403C5,NTRFNONREF
:86:Pay
:61:2604030403D2,NMSCR-1
:90D:1NGN2,
:90C:1NGN5,
-}
`;

const QIF = `!Option:AutoSwitch
!Account
NWallet
TBank
^
!Clear:AutoSwitch
!Type:Bank
D01/04'26
T1,000.00
CX
POpening Balance
L[Wallet]
^
D13/04'26
U-65.50
T-65.50
N1042
PMama Put
MLunch
LFood
^
D14/04'26
T-1,200.00
PMarket
SFood
EYams
$-1,000.00
SHome
$-200.00
^
!Type:Invst
D14/04'26
NBuy
T-1
^
`;

/** The format and the text of each. */
export const BANK_FILES: readonly (readonly [format: string, text: string])[] = [
  ['ofx1', OFX_1],
  ['ofx2', OFX_2],
  ['camt.052', camt('camt.052.001.02', 'BkToCstmrAcctRpt', 'Rpt')],
  ['camt.053', camt('camt.053.001.08', 'BkToCstmrStmt', 'Stmt')],
  ['camt.054', camt('camt.054.001.04', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn')],
  ['mt940', MT_940],
  ['mt942', MT_942],
  ['qif', QIF],
];
