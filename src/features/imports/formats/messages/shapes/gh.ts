import { bank, fact, moneyIn, moneyOut, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const GHANA: CountryShapes = {
  country: 'GH',
  zone: 'Africa/Accra',
  issuers: [
    wallet('mtn-gh', 'MTN MoMo', 'mobilemoney mtnmomo momo', 'mtn momo|mobilemoney|mobile money|momo app'),
    wallet(
      'telecel-gh',
      'Telecel Cash',
      't-cash telecelcash vodacash vodafonecash vodafone',
      'telecel cash|vodafone cash',
    ),
    wallet('at-gh', 'AT Money', 'atmoney airteltigo tigocash', 'airteltigo money|at money'),
    bank('gcb', 'GCB Bank', 'gcbbank gcb', 'gcb'),
    bank('ecobank-gh', 'Ecobank Ghana', 'ecobankgh ecobank', 'ecobank'),
    bank('absa-gh', 'Absa Ghana', 'absagh absa', 'absa'),
    bank('fidelity-gh', 'Fidelity Bank Ghana', 'fidelitygh fidelity', 'fidelity'),
    bank('calbank', 'CalBank', 'calbank', 'calbank'),
    bank('stanbic-gh', 'Stanbic Bank Ghana', 'stanbicgh stanbic', 'stanbic'),
    bank('zenith-gh', 'Zenith Bank Ghana', 'zenithgh zenith zenithbank', 'zenith'),
    bank('adb-gh', 'Agricultural Development Bank', 'adb', 'adb alert'),
  ],
  shapes: [
    moneyOut(
      'Debit',
      'dt {date} {time} desc {narration} dr amt {amount}',
      'DT:12/11/2026:10:22 Desc: NIP/ADA OBI DR Amt:GHS5,000.00',
    ),
    moneyIn(
      'Credit',
      'dt {date} {time} desc {narration} cr amt {amount}',
      'DT:12/11/2026:10:22 Desc: NIP/ADA OBI CR Amt:GHS5,000.00',
    ),
    moneyIn(
      'Received',
      'payment received for {amount} from {name} current balance',
      'Payment received for GHS 9.00 from ADA OBI Current Balance',
    ),
    moneyOut(
      'Sent',
      'payment made for {amount} to {name} current balance',
      'Payment made for GHS 9.00 to ADA OBI Current Balance',
    ),
    moneyOut(
      'Paid',
      'payment for {amount} to {name} current balance',
      'Payment for GHS9.00 to KIOSK. Current Balance',
    ),
    moneyOut(
      'Cash withdrawal',
      'cash out made for {amount} to {name} current balance',
      'Cash Out made for GHS9.00 to KIOSK. Current Balance',
    ),
    moneyIn(
      'Cash deposit',
      'cash in received for {amount} from {name} current balance',
      'Cash In received for GHS 9.00 from KIOSK. Current Balance',
    ),
    moneyOut(
      'Paid',
      '{ref} confirmed {amount} paid to {name} on {date}',
      '0000123456789 Confirmed. GHS9.00 paid to 123456 - KIOSK on 2026-11-20',
    ),
    moneyOut(
      'Sent',
      '{ref} confirmed {amount} sent to {name} on {date}',
      '0000123456789 Confirmed. GHS9.00 sent to ADA OBI on 2026-11-20',
    ),
    moneyOut(
      'Sent',
      '{ref} confirmed {amount} sent to {name} on (mtn|airteltigo|at|telecel|vodafone|g-money) {...} on {date}',
      '0000123456789 Confirmed. GHS9.00 sent to 0240000111 - ADA OBI on MTN MOBILE MONEY on 2026-11-20',
    ),
    moneyIn(
      'Received',
      '{ref} confirmed you have received {amount} from {name} on {date}',
      '0000123456789 Confirmed. You have received GHS9.00 from ADA OBI on 2026-11-20',
    ),
    moneyOut(
      'Cash withdrawal',
      '{ref} confirmed you have withdrawn {amount} from {name} on {date}',
      '0000123456789 Confirmed. You have withdrawn GHS9.00 from 123456 - KIOSK on 2026-11-20',
    ),
    moneyOut('Paid', 'acct {last4} debited {amount} at {name}', 'Acct 123***4567 debited GHS 9.00 at KIOSK'),
    moneyIn(
      'Credit',
      '{amount} credited to a/c {last4} from {name}',
      'GH¢9.00 credited to A/C 123***4567 from ADA OBI',
    ),
    moneyOut(
      'Debit',
      'dr {amount} acct {last4} on {date} by {name}',
      'DR GHS9.00 Acct 123***4567 on 20/11/26 by KIOSK',
    ),
    moneyOut(
      'Debit',
      'dt {date} {time} {narration} dr amt {amount}',
      'DT:09/06/2026 03:23:17 PM\nTRF TO ADA OBI\nDR Amt:GHS650.00',
    ),
    fact('(message|reason|external transaction id) {word}', 'Message: rent'),
  ],
};
