import { addDays } from '../src/domain/calendar.ts';

const PAYEES = ['Market', 'Kiosk', 'Pharmacy', 'Bakery', 'Transport', 'Airtime', 'School', 'Clinic'];
const WAYS = ['POS PURCHASE', 'NIP TRANSFER TO', 'WEB PAYMENT', 'USSD TRANSFER TO'];

/**
 * A bank's CSV of `rows` rows over a year: references, a running balance, some 400 payees that come again. The same
 * for the same arguments.
 */
export function statementFile(rows: number): string {
  const lines = ['Transaction Date,Value Date,Narration,Reference,Debit,Credit,Balance'];
  let balance = 50_000_000;
  for (let n = 0; n < rows; n += 1) {
    const day = addDays('2025-11-01', Math.floor((n * 365) / rows));
    const income = n % 25 === 0;
    const minor = income ? 20_000_00 + ((n * 7919) % 9_000_00) : 150_00 + ((n * 104_729) % 45_000_00);
    balance += income ? minor : -minor;
    const payee = `${PAYEES[n % PAYEES.length]} ${String((n * 31) % 50).padStart(2, '0')} Lagos`;
    const text = income
      ? `TRANSFER FROM Harbour Works ${n % 7}`
      : `${WAYS[n % WAYS.length]} ${payee.toUpperCase()}`;
    const money = income ? `,${decimal(minor)}` : `${decimal(minor)},`;
    lines.push(`${day},${day},"${text}",R${String(n).padStart(9, '0')},${money},${decimal(balance)}`);
  }
  return `${lines.join('\n')}\n`;
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}
