import { bank, fact, moneyIn, moneyOut, noMoney, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const RWANDA: CountryShapes = {
  country: 'RW',
  zone: 'Africa/Kigali',
  issuers: [
    wallet(
      'mtn-rw',
      'MTN MoMo',
      'm-money mtnmomo momo',
      '*182*|mobile money account|*165*|*162*|*113*|kanda',
    ),
    wallet('airtel-rw', 'Airtel Money', 'airtelmoney airtel', 'tid|myairtel|mobile money transfer'),
    bank('bk-rw', 'Bank of Kigali', 'bk bankofkigali', 'bk'),
    bank('equity-rw', 'Equity Bank Rwanda', 'equityrw equity', 'equity'),
  ],
  shapes: [
    moneyOut(
      'Paid',
      'transaction of {amount} by {name} on your momo account',
      'A transaction of 1,000 RWF by KIOSK on your MOMO account',
    ),
    moneyOut(
      'Paid',
      'your payment of {amount} to {name} with token',
      'Your payment of 2,000 RWF to MTN Cash Power with token',
    ),
    moneyOut(
      'Sent',
      '{amount} transferred to {name} from {number} at {date}',
      '*165*S*5,000 RWF transferred to ADA OBI (250788000111) from 12345678 at 2026-11-20',
    ),
    moneyIn(
      'Received',
      'you have received {amount} from {name} on your mobile money account',
      'You have received 5,000 RWF from ADA OBI (*********013) on your mobile money account',
    ),
    moneyOut(
      'Paid',
      'your payment of {amount} to {name} has been completed at {date}',
      'Your payment of 5,000 RWF to ADA OBI 12345 has been completed at 2026-11-20',
    ),
    moneyOut(
      'Airtime',
      'your payment of {amount} to airtime',
      'Your payment of 5,000 RWF to Airtime with token',
    ),
    moneyOut(
      'Cash withdrawal',
      'via agent {name} withdrawn {amount} from your mobile money account',
      'have via agent: KIOSK (250788000111), withdrawn 5,000 RWF from your mobile money account',
    ),
    moneyIn(
      'Bank deposit',
      'bank deposit of {amount} has been added',
      'A bank deposit of 5,000 RWF has been added',
    ),
    fact('fee (was|paid) {fee}', 'Fee was: 100 RWF'),
    fact('new balance {balance}', 'Your new balance:5,000 RWF'),
    fact('txid {ref}', 'TxId: 41000000001'),
    noMoney('failed', 'transaction failed', 'TRANSACTION FAILED'),
    noMoney('code', 'one-time code is {number}', 'Your MoMo one-time code is 771200'),
  ],
};
