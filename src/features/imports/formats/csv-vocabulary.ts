import { currencyOfMark } from './csv-amount.ts';
import type { ColumnRole } from '../../../domain/table-mapping.ts';
import { currencyCode } from './statement-text.ts';

/** Column names as banks write them, lower case without punctuation; earlier names win over later ones. */
const NAMES: Record<ColumnRole, string> = {
  date: 'transaction date|trans date|tran date|txn date|trx date|date|posting date|post date|posted date|date posted|booking date|entry date|completion time|date time|date and time|transaction date time|trans date time|transaction time|trans time|txn time|completed on|completed at|initiation time|created at|created|date created|date of transaction|actual transaction date|actual date|trans dt|posted on|dates|date operation|date d operation|date comptable|data|data movimento|date de l operation|date ope|data mov|data do movimento|data da operacao|tarehe|tarehe ya muamala',
  valueDate:
    'value date|val date|valuedate|value dt|effective date|eff date|date valeur|date de valeur|valeur|data valor|date de val|data de valor|tarehe ya thamani',
  description:
    'narration|transaction narration|description|transaction description|trans description|particulars|transaction particulars|details|transaction details|trans details|payment details|remarks|transaction remarks|remark|narrative|transaction narrative|memo|detail|descriptions|comment|comments|purpose|note|notes|transaction|libelle|libelle operation|designation|descricao|title|text|libelle de l operation|nature de l operation|operation|descricao do movimento|historico|maelezo|maelezo ya muamala',
  counterparty:
    'counterparty|counterparty name|beneficiary|beneficiary name|payee|payee name|other party|other party info|recipient|recipient name|sender recipient|merchant|merchant name|beneficiary sender|sender|sender name|payer|to from|from to|party|paid to received from|name',
  reference:
    'transaction reference|transaction id|transaction ref|trans ref|trans reference|trans id|tran id|txn id|txn ref|transaction reference number|transaction number|transaction no|trans no|receipt no|receipt number|receipt|reference number|reference no|reference|ref no|ref number|ref|bank reference|unique reference|session id|rrn|payment reference|document no|doc no|chq ref no|cheque ref no|ref cheque no|ref cheque number|id|referencia|numero d operation|instrument no|instrument number|kumbukumbu|namba ya kumbukumbu|namba ya muamala|namba ya risiti',
  amount:
    'amount|transaction amount|trans amount|txn amount|trx amount|amt|amount in account currency|net amount|local amount|billing amount|settlement amount|total amount|value|montant|valor|montante|importancia|kiasi',
  debit:
    'debit|debits|debit amount|debit amt|dr|dr amount|debit dr|withdrawal|withdrawals|withdrawal amount|withdrawal amt|withdrawal dr|withdrawals dr|withdrawn|money out|paid out|payments out|out|outflow|amount out|amount debited|payments|spent|outgoing|debito|debitos|montant debit|sorties|retraits|saidas|debitado|pesa zilizotoka|zilizotoka|fedha zilizotoka|kutoka',
  credit:
    'credit|credits|credit amount|credit amt|cr|cr amount|credit cr|deposit|deposits|deposit amount|deposit amt|deposit cr|deposits cr|lodgement|lodgements|lodgment|lodgments|money in|paid in|payments in|in|inflow|amount in|amount credited|receipts|received|incoming|credito|creditos|montant credit|entrees|versements|entradas|creditado|pesa zilizoingia|zilizoingia|fedha zilizoingia|kuingia',
  direction:
    'dr cr|cr dr|drcr|crdr|debit credit|credit debit|credit debit indicator|debit credit indicator|d c|c d|dc|indicator|sign|direction|in out|entry type|transaction type|trans type|txn type|tran type|trx type|type|sens',
  balance:
    'balance|running balance|account balance|closing balance|ledger balance|book balance|balance after|balance after transaction|balance after txn|new balance|post balance|running bal|bal|wallet balance|actual balance|cleared balance|current balance|available balance|solde|saldo|solde apres operation|saldo contabilistico|saldo disponivel|salio',
  currency: 'currency|ccy|cur|curr|currency code|transaction currency|account currency|devise|moeda|sarafu',
  status: 'status|transaction status|trans status|txn status|state|statut|estado|hali',
};

const ROLES = new Map<string, { role: ColumnRole; rank: number }>();
for (const role of Object.keys(NAMES) as ColumnRole[]) {
  NAMES[role].split('|').forEach((name, rank) => ROLES.set(name, { role, rank }));
}

export interface HeaderColumn {
  name: string;
  role: ColumnRole | null;
  /** The currency a header names, as in "Amount (NGN)". */
  currency: string | null;
}

/** Lower case, no accents, punctuation as single spaces. */
export function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** What each cell of a possible header row means; each role but the description goes to one column only. */
export function readHeader(cells: string[], country: string): HeaderColumn[] {
  const found = cells.map((cell) => headerCell(cell, country));
  const best = new Map<ColumnRole, number>();
  found.forEach(({ role, rank }, i) => {
    if (role === null || role === 'description') return;
    const other = best.get(role);
    if (other === undefined || rank < (found[other]?.rank ?? 0)) best.set(role, i);
  });
  return found.map(({ name, role, currency }, i) => ({
    name,
    currency,
    role: role === null || role === 'description' || best.get(role) === i ? role : null,
  }));
}

/** A row with a date column and a money column is a header row. */
export function isHeader(columns: HeaderColumn[]): boolean {
  const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role);
  return has('date') && (has('amount') || has('debit') || has('credit'));
}

function headerCell(cell: string, country: string): HeaderColumn & { rank: number } {
  const name = cell.trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > 60)
    return { name: name.slice(0, 60), role: null, currency: null, rank: 0 };
  let currency: string | null = null;
  let bare = name.replace(/[([{]([^)\]}]*)[)\]}]/g, (whole, inside: string) => {
    const code = currencyCode(inside) ?? currencyOfMark(inside.trim(), country);
    if (code === null) return whole;
    currency = code;
    return ' ';
  });
  const tail = /^(.*\S)[\s_/-]+(\S{1,4})$/.exec(bare.trim());
  const code = tail?.[2] === undefined ? null : (currencyCode(tail[2]) ?? symbolCurrency(tail[2], country));
  if (code !== null && tail?.[1] !== undefined) {
    currency = code;
    bare = tail[1];
  }
  const match = ROLES.get(plainWords(bare)) ?? ROLES.get(plainWords(bare.replace(/[([{].*$/, '')));
  return { name, currency, role: match?.role ?? null, rank: match?.rank ?? 0 };
}

/** Only true symbols count at the end of a name: "DR" and "CR" are words there. */
function symbolCurrency(text: string, country: string): string | null {
  return /^[A-Za-z]+$/.test(text) ? null : currencyOfMark(text, country);
}

export type Label = 'opening' | 'closing' | 'total';

/** How every label begins; most narrations are told apart by this alone. */
const LABEL_START =
  /^[^A-Za-z]*(?:ancien|avail|b|c[ /]?f|carr|clos|credit|current|debit|eff|end|final|grand|init|nouv|open|page|period|prev|saldo|salio|solde|start|statement|sub|summary|total|turn|uncl|usable)/i;

/** Is a line's text the name of a figure (opening or closing balance, a total) and not of a movement? */
export function labelOf(text: string): Label | null {
  if (!LABEL_START.test(text)) return null;
  const words = plainWords(text);
  if (words === '' || words.length > 80) return null;
  if (
    /^(?:opening|beginning|starting|previous|initial) (?:(?:book|ledger|account|statement|cleared) )?bal(?:ance)?\b/.test(
      words,
    ) ||
    /^(?:opening |balance |bal )?(?:b f|b fwd|bf|brought forward|brought fwd)\b/.test(words) ||
    /^(?:balance at period start|solde initial|solde d ouverture|solde precedent|ancien solde|saldo inicial|saldo anterior|salio la (?:kuanzia|awali))\b/.test(
      words,
    )
  ) {
    return 'opening';
  }
  if (
    /^(?:closing|ending|final) (?:(?:book|ledger|account|statement|cleared) )?bal(?:ance)?\b/.test(words) ||
    /^(?:balance |bal )?(?:c f|c fwd|cf|carried forward|carried fwd)\b/.test(words) ||
    /^(?:balance at period end|solde final|solde de cloture|nouveau solde|saldo final|salio la (?:mwisho|kufunga))\b/.test(
      words,
    )
  ) {
    return 'closing';
  }
  if (
    /^(?:sub ?|grand |page |statement |period )?totals?\b(?! (?!debits?|credits?|withdrawals?|deposits?|amount|money|paid|for|in|out|transactions?|charges|fees|balance|of)\w)/.test(
      words,
    ) ||
    /^(?:available|uncleared|current|usable|effective) balance\b/.test(words) ||
    /^(?:debit|credit) (?:count|total|turnover)\b/.test(words) ||
    /^(?:turnover|summary|end of statement)\b/.test(words)
  ) {
    return 'total';
  }
  return null;
}

/** Money in or out as a type or DR/CR column says it; null for words that say neither. */
export function directionOf(text: string): 'in' | 'out' | null {
  const words = plainWords(text);
  if (
    /^(?:d|dr|db|dbt|debit|debits|debited|dbit|withdrawal|out|outflow|outgoing|money out|paid out|sent|debito)$/.test(
      words,
    )
  ) {
    return 'out';
  }
  if (
    /^(?:c|cr|crt|credit|credits|credited|crdt|deposit|in|inflow|incoming|money in|paid in|received|credito|lodgement)$/.test(
      words,
    )
  ) {
    return 'in';
  }
  const debit = /\b(?:debit|dr)\b/.test(words);
  const credit = /\b(?:credit|cr)\b/.test(words);
  if (debit === credit || words.length > 30)
    return text.trim() === '-' ? 'out' : text.trim() === '+' ? 'in' : null;
  return debit ? 'out' : 'in';
}

/** A status that says the movement has not happened (yet). */
export function isUnbooked(status: string): boolean {
  return /\b(?:pending|fail|failed|failure|declined|rejected|cancell?ed|unsuccessful|processing|expired|abandoned|on hold|authori[sz]ed)\b/.test(
    plainWords(status),
  );
}
