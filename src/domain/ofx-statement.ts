import type { LocalDate } from './calendar.ts';
import { money, toDecimal } from './money.ts';

export interface OfxAccount {
  /** At most 22 characters. */
  readonly number: string;
  readonly kind: string;
  readonly currency: string;
  /** What the account holds at the end of a day. */
  readonly balance: { readonly on: LocalDate; readonly units: number };
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
}

export interface OfxRow {
  readonly id: string;
  readonly date: LocalDate;
  readonly amount: number;
  readonly counterparty: string | null;
  readonly description: string;
  readonly isTransfer: boolean;
}

/** Institutions have nine characters. */
const INSTITUTION = 'IKPA';
const NAME_LENGTH = 32;
const LONG_NAME_LENGTH = 100;
const MEMO_LENGTH = 255;
const KINDS: Readonly<Record<string, string>> = { savings: 'SAVINGS', loan: 'CREDITLINE' };

/** The statement of one account in OFX 2, piece by piece: head, rows in any order, tail. */
export class OfxStatement {
  readonly #account: OfxAccount;
  readonly #names: { set: string; transaction: string; statement: string };

  constructor(account: OfxAccount) {
    this.#account = account;
    const prefix = account.kind === 'credit' ? 'CC' : '';
    this.#names = {
      set: prefix === '' ? 'BANKMSGSRSV1' : 'CREDITCARDMSGSRSV1',
      transaction: `${prefix}STMTTRNRS`,
      statement: `${prefix}STMTRS`,
    };
  }

  /** Everything up to the first row. */
  head(now: Date): string {
    const { number, kind, currency, period } = this.#account;
    const { set, transaction, statement } = this.#names;
    const account =
      kind === 'credit'
        ? `<CCACCTFROM><ACCTID>${number}</ACCTID></CCACCTFROM>`
        : `<BANKACCTFROM><BANKID>${INSTITUTION}</BANKID><ACCTID>${number}</ACCTID><ACCTTYPE>${KINDS[kind] ?? 'CHECKING'}</ACCTTYPE></BANKACCTFROM>`;
    return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS>${GOOD}<DTSERVER>${instant(now)}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<${set}><${transaction}><TRNUID>0</TRNUID>${GOOD}
<${statement}><CURDEF>${currency}</CURDEF>${account}
<BANKTRANLIST><DTSTART>${day(period.from)}</DTSTART><DTEND>${day(period.to)}</DTEND>
`;
  }

  /** One row. Its id is ours and stays the same: who reads it again knows it. */
  row({ id, date, amount, counterparty, description, isTransfer }: OfxRow): string {
    const kind = isTransfer ? 'XFER' : amount < 0 ? 'DEBIT' : 'CREDIT';
    const name = plain(counterparty ?? '');
    const longName = [...name].length > NAME_LENGTH ? element('EXTDNAME', name, LONG_NAME_LENGTH) : '';
    const texts =
      element('NAME', name, NAME_LENGTH) + longName + element('MEMO', plain(description), MEMO_LENGTH);
    return `<STMTTRN><TRNTYPE>${kind}</TRNTYPE><DTPOSTED>${day(date)}</DTPOSTED><TRNAMT>${this.#decimal(amount)}</TRNAMT><FITID>${id}</FITID>${texts}</STMTTRN>
`;
  }

  /** The balance and the end. */
  tail(): string {
    const { set, transaction, statement } = this.#names;
    const { on, units } = this.#account.balance;
    return `</BANKTRANLIST>
<LEDGERBAL><BALAMT>${this.#decimal(units)}</BALAMT><DTASOF>${day(on)}</DTASOF></LEDGERBAL>
</${statement}></${transaction}></${set}>
</OFX>
`;
  }

  #decimal(units: number): string {
    return toDecimal(money(units, this.#account.currency));
  }
}

const GOOD = '<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>';

function day(date: LocalDate): string {
  return date.replaceAll('-', '');
}

function instant(now: Date): string {
  return `${now.toISOString().replace(/[-:TZ]/g, '')}[0:GMT]`;
}

/** On one line, as the text is trimmed anyway, and without what XML cannot hold. */
function plain(text: string): string {
  return text.replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ').trim();
}

/** None for an empty text. Readers refuse what is longer than the standard has it: it is cut, and three dots say so. */
function element(name: string, text: string, most: number): string {
  const letters = [...text];
  const short = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
  const safe = short.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
  return text === '' ? '' : `<${name}>${safe}</${name}>`;
}
