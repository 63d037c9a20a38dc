import { allAt, at, textAt } from './camt-tree.ts';
import type { Element } from './camt-tree.ts';
import { addDecimals, canonicalDecimal, negateDecimal } from './decimal.ts';
import { dayOfIso } from './day.ts';
import type { ParsedStatement, RejectedCode } from './statement.ts';
import { collapse, statedCurrency } from './statement-text.ts';

interface EntryPlace {
  text: string;
  /** Number the entry's first row takes in the file. */
  index: number;
  /** 1-based position in its statement. */
  number: number;
  /** The day the report was made: the booking day of last resort. */
  fallback: string | null;
}

interface Money {
  amount: string;
  currency: string | null;
}

/**
 * Adds the rows of one Ntry to its statement: one per detail when two or more details state amounts that add
 * up to the entry, otherwise one for the entry. Returns how many rows it took, rejected ones included.
 */
export function bookEntry(statement: ParsedStatement, entry: Element, place: EntryPlace): number {
  const where = `Ntry ${place.number}`;
  const raw = place.text.slice(entry.at, entry.end);
  const reject = (code: RejectedCode, why: string): number => {
    statement.rows.reject({ index: place.index, where, raw, code, why });
    return 1;
  };

  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts', 'Prtry') ?? textAt(entry, 'Sts');
  if (status !== null && status !== 'BOOK') {
    return reject(
      'not-booked',
      `The bank has not booked this entry yet (its status is ${status}); it may still change or vanish.`,
    );
  }
  const valueDate = dayIn(at(entry, 'ValDt'));
  const bookedOn = at(entry, 'BookgDt');
  const date = bookedOn === undefined ? (valueDate ?? place.fallback) : dayIn(bookedOn);
  if (date === null) {
    return reject(
      'bad-date',
      bookedOn === undefined
        ? 'The entry has no date, and the report does not say when it was made.'
        : 'The booking date of the entry is no day of the calendar.',
    );
  }
  const money = moneyOf(at(entry, 'Amt'));
  if (money === null)
    return reject('bad-amount', 'The entry has no amount, or one that is no number or in no currency.');
  const direction = textAt(entry, 'CdtDbtInd');
  if (direction !== 'CRDT' && direction !== 'DBIT') {
    return reject('no-direction', 'The entry does not say whether it is money in or money out (CdtDbtInd).');
  }

  const details = [...allAt(entry, 'NtryDtls', 'TxDtls'), ...allAt(entry, 'TxDtls')];
  const total = signed(money.amount, direction);
  const additional = textAt(entry, 'AddtlNtryInf');
  const base = { date, valueDate, balance: null };
  const parts = splitAmounts(details, money, total, direction);
  if (parts === null) {
    const counterparty = otherSide(details, direction);
    statement.rows.push({
      ...base,
      index: place.index,
      where,
      raw,
      amount: total,
      currency: money.currency,
      reference: entryReference(entry, details),
      counterparty,
      description: describe(details, additional) ?? counterparty ?? '',
    });
    return 1;
  }
  details.forEach((detail, i) => {
    const amount = parts[i] ?? total;
    const counterparty = otherSide([detail], amount.startsWith('-') ? 'DBIT' : 'CRDT');
    statement.rows.push({
      ...base,
      index: place.index + i,
      where: `${where}, TxDtls ${i + 1}`,
      raw: place.text.slice(detail.at, detail.end),
      amount,
      currency: money.currency,
      reference: detailReference(detail),
      counterparty,
      description: describe([detail], additional) ?? counterparty ?? '',
    });
  });
  return details.length;
}

function dayIn(element: Element | undefined): string | null {
  const text = textAt(element, 'Dt') ?? textAt(element, 'DtTm') ?? textAt(element);
  return text === null ? null : dayOfIso(text);
}

function moneyOf(element: Element | undefined): Money | null {
  const amount = element === undefined ? null : canonicalDecimal(element.text);
  const stated = element?.currency ?? '';
  const currency = statedCurrency(stated);
  // A currency that cannot be one leaves open what the amount is.
  return amount === null || (currency === null && stated !== '') ? null : { amount, currency };
}

function signed(amount: string, direction: string): string {
  return direction === 'DBIT' ? negateDecimal(amount) : amount;
}

/** The signed amounts of the details, if there are at least two and they make up exactly the entry. */
function splitAmounts(details: Element[], entry: Money, total: string, direction: string): string[] | null {
  if (details.length < 2) return null;
  const amounts: string[] = [];
  let sum = '0.00';
  for (const detail of details) {
    const money = moneyOf(at(detail, 'Amt') ?? at(detail, 'AmtDtls', 'TxAmt', 'Amt'));
    if (money === null || money.currency !== entry.currency) return null;
    const amount = signed(money.amount, textAt(detail, 'CdtDbtInd') ?? direction);
    amounts.push(amount);
    sum = addDecimals(sum, amount);
  }
  return sum === total ? amounts : null;
}

function entryReference(entry: Element, details: Element[]): string | null {
  const only = details.length === 1 ? details[0] : undefined;
  const stated = [
    textAt(entry, 'AcctSvcrRef'),
    ...details.map((detail) => textAt(detail, 'Refs', 'AcctSvcrRef')),
    textAt(entry, 'NtryRef'),
  ].find((one) => isReference(one));
  return stated ?? (only === undefined ? null : detailReference(only));
}

function detailReference(detail: Element): string | null {
  return (
    ['AcctSvcrRef', 'EndToEndId', 'TxId', 'InstrId']
      .map((name) => textAt(detail, 'Refs', name))
      .find((one) => isReference(one)) ?? null
  );
}

function isReference(text: string | null): boolean {
  return text !== null && !/^(?:NOTPROVIDED|NONREF|NOT PROVIDED|N\/A|-+)$/i.test(text);
}

/** The other party's name, if the details agree on one: creditor for money out, debtor for money in. */
function otherSide(details: Element[], direction: string): string | null {
  const side = direction === 'DBIT' ? 'Cdtr' : 'Dbtr';
  const names = new Set<string>();
  for (const detail of details) {
    const parties = at(detail, 'RltdPties');
    const name = partyName(at(parties, side)) ?? partyName(at(parties, `Ultmt${side}`));
    if (name !== null) names.add(collapse(name));
  }
  const [first] = names;
  return names.size === 1 && first !== undefined ? first : null;
}

/** Versions up to 7 name the party directly; later ones wrap it in Pty, or Agt for a bank. */
function partyName(party: Element | undefined): string | null {
  return textAt(party, 'Nm') ?? textAt(party, 'Pty', 'Nm') ?? textAt(party, 'Agt', 'FinInstnId', 'Nm');
}

function describe(details: Element[], additional: string | null): string | null {
  const free = details.flatMap((detail) => texts(detail, 'RmtInf', 'Ustrd'));
  if (free.length > 0) return collapse(free.join(' '));
  const structured = details.flatMap((detail) => [
    ...texts(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
    ...texts(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'CdtrRef'),
  ]);
  if (structured.length > 0) return collapse(structured.join(' '));
  const added = details.flatMap((detail) => texts(detail, 'AddtlTxInf'));
  if (added.length > 0) return collapse(added.join(' '));
  return additional === null ? null : collapse(additional);
}

function texts(element: Element, ...path: string[]): string[] {
  return allAt(element, ...path)
    .map((one) => one.text)
    .filter((text) => text !== '');
}
