import { bank, fact, moneyIn, moneyOut, noMoney, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const NIGERIA: CountryShapes = {
  country: 'NG',
  zone: 'Africa/Lagos',
  issuers: [
    bank('gtbank', 'GTBank', 'gtbank gtb gens', 'gtbank'),
    bank('access-ng', 'Access Bank', 'accessbank access diamond', 'access bank'),
    bank('zenith-ng', 'Zenith Bank', 'zenithbank zenith', 'zenith bank|*966#'),
    bank('firstbank', 'First Bank', 'firstbank firstbankng fbn', 'firstbank|first bank'),
    bank('uba', 'UBA', 'uba ubanigeria', 'uba'),
    bank('fidelity-ng', 'Fidelity Bank', 'fidelity fidelitybank', 'fidelity bank'),
    bank('stanbic-ng', 'Stanbic IBTC', 'stanbic stanbicibtc', 'stanbic ibtc'),
    bank('union-ng', 'Union Bank', 'unionbank union', 'unionbank'),
    bank('sterling', 'Sterling Bank', 'sterling sterlingbank', 'sterling|onebank'),
    bank('wema', 'Wema Bank', 'wema wemabank alat', 'alat|wema'),
    bank('fcmb', 'FCMB', 'fcmb', 'fcmb'),
    bank('ecobank-ng', 'Ecobank', 'ecobank', 'ecobank'),
    bank('polaris', 'Polaris Bank', 'polaris polarisbank', 'polaris'),
    bank('keystone', 'Keystone Bank', 'keystone', 'keymobile'),
    bank('jaiz', 'Jaiz Bank', 'jaiz jaizbank', '*773*'),
    bank('providus', 'Providus Bank', 'providus', 'providus'),
    bank('carbon', 'Carbon', 'carbon', 'carbon'),
    bank('fairmoney', 'FairMoney', 'fairmoney', 'fairmoney'),
    bank('kuda', 'Kuda', 'kuda kudabank', 'kuda'),
    wallet('opay', 'OPay', 'opay', 'opay'),
    wallet('palmpay', 'PalmPay', 'palmpay', 'palmpay'),
    bank('moniepoint', 'Moniepoint', 'moniepoint', 'moniepoint'),
  ],
  shapes: [
    moneyOut(
      'Debit',
      'dt {date} {time} desc {narration} dr amt {amount}',
      'DT:12/11/2026:10:22 Desc: NIP/ADA OBI DR Amt:5,000.00',
    ),
    moneyIn(
      'Credit',
      'dt {date} {time} desc {narration} cr amt {amount}',
      'DT:12/11/2026:10:22 Desc: NIP/ADA OBI CR Amt:5,000.00',
    ),
    moneyOut(
      'Debit',
      '{amount} has been debited for {narration} on {date}',
      'N150.00 has been debited for Transfer via E-Channel on 12-Jun-2026',
    ),
    moneyIn(
      'Credit',
      '{amount} has been credited for {narration} on {date}',
      'N150.00 has been credited for Card Payment via POS on 12-Jun-2026',
    ),
    moneyOut(
      'Debit',
      'dt {date} {time} {narration} dr amt {amount}',
      'DT:09/06/2026 03:23:17 PM\nCIP/CR/MOB/ADA OBI\nDR Amt:650.00',
    ),
    moneyIn(
      'Credit',
      'dt {date} {time} {narration} cr amt {amount}',
      'DT:09/06/2026 03:23:17 PM\nNIP/ADA OBI\nCR Amt:650.00',
    ),
    moneyIn(
      'Credit',
      'cr {amount} to acct {last4} from {name}',
      'CR NGN90.00 to acct 123***4567 from ADA OBI',
    ),
    moneyOut('Debit', 'debit {last4} amt {amount}', 'Debit: 2314XXXX466 Amt: NGN90.00'),
    moneyIn('Credit', 'credit {last4} amt {amount}', 'Credit: 2314XXXX466 Amt: NGN90.00'),
    moneyOut('Sent', 'you just sent {amount} to {name}', 'You just sent N90.00 to ADA OBI'),
    fact('(electronic money transfer levy|emt levy|emtl) {levy}', 'Electronic money transfer levy: NGN50.00'),
    noMoney('notice', 'cheque {...} (returned|stopped)', 'Your cheque of NGN80,000.00 was returned'),
  ],
};
