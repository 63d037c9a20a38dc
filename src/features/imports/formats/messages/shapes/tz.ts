import { bank, fact, moneyIn, moneyOut, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const TANZANIA: CountryShapes = {
  country: 'TZ',
  zone: 'Africa/Dar_es_Salaam',
  issuers: [
    wallet('mpesa-tz', 'M-Pesa Tanzania', 'm-pesa mpesa', 'm-pesa'),
    wallet(
      'mixx',
      'Mixx by Yas',
      'mixxbyyas tigopesa tigo',
      'mixx|every transaction is a winning goal|txnid',
    ),
    wallet('airtel-tz', 'Airtel Money', 'airtelmoney airtel', 'airtel money|rej'),
    wallet('halopesa', 'HaloPesa', 'halopesa', 'halopesa|utambulisho'),
    wallet('selcom', 'Selcom Pesa', 'selcompesa selcom', 'updated balance'),
    bank('crdb', 'CRDB', 'crdbbank crdb', '0755197700|crdb'),
    bank('nmb-tz', 'NMB', 'nmb', 'nmb|kumb'),
  ],
  shapes: [
    moneyOut(
      'Sent',
      '{ref} confirmed {amount} sent to {name} on {date}',
      'TKL7XQ00AB Confirmed. Tsh90.00 sent to ADA OBI on 20/11/26',
    ),
    moneyIn(
      'Received',
      '{ref} confirmed you have received {amount} from {name} on {date}',
      'TKL7XQ00AB Confirmed. You have received Tsh90.00 from ADA OBI on 20/11/26',
    ),
    moneyOut(
      'Cash withdrawal',
      '{ref} confirmed on {date} at {time} withdraw {amount} from {name}',
      'TKL7XQ00AB Confirmed. On 20/11/26 at 6:04 PM Withdraw Tsh90.00 from 12345 - KIOSK.',
    ),
    moneyOut(
      'Umetuma',
      '{ref} imethibitishwa {amount} imetumwa kwa {name} tarehe {date}',
      'TKL7XQ00AB Imethibitishwa. Tsh90.00 imetumwa kwa ASHA tarehe 20/11/26',
    ),
    moneyIn(
      'Umepokea',
      '{ref} imethibitishwa umepokea {amount} kutoka [kwa] {name} tarehe {date}',
      'TKL7XQ00AB Imethibitishwa. Umepokea Tsh90.00 kutoka kwa ASHA tarehe 20/11/26',
    ),
    moneyOut(
      'Umelipa',
      '{ref} imethibitishwa umelipa {amount} kwa {name} tarehe {date}',
      'TKL7XQ00AB imethibitishwa. Umelipa Tsh90.00 kwa DUKA tarehe 20/11/26',
    ),
    moneyIn(
      'Received',
      '{ref} confirmed you have received {amount} from {name}',
      '0426JXAA Confirmed. You have received TZS 90.00 from ADA OBI',
    ),
    moneyOut(
      'Sent',
      '{ref} accepted you have sent {amount} to {name}',
      '0426JXAA Accepted. You have sent TZS 90.00 to ADA OBI',
    ),
    moneyOut(
      'Sent',
      'you have sent {amount} [with cashout fee {fee}] to [vodacom|airtel|tigo|yas|halotel|ttcl] [receiver] {name}',
      'You have sent TSh 90 to Vodacom receiver ADA OBI',
    ),
    moneyOut(
      'Sent',
      'money sent successfully to {name} amount {amount}',
      'Money sent successfully to 255710000111. Amount TSh 90',
    ),
    moneyOut('Sent', '(txn amt|amt) {amount} sent to {name}', 'Txn Amt TSh 90 sent to Yas PostPaid'),
    moneyOut(
      'Paid',
      '(paid|token) {...} total [tzs] {amount} {date}',
      'Payment Successful. TOKEN 1234 TOTAL 90.00 21/05/26',
    ),
    moneyIn(
      'Received',
      'you have received {amount} from {name} with txnid',
      'You have received TSh 90 from ADA OBI with TxnId',
    ),
    moneyOut(
      'Sent',
      'umetuma {amount} kutoka ac {last4} kwenda {name} ac',
      'Umetuma TZS 90.0 kutoka AC:01522***6100 kwenda ADA OBI AC',
    ),
    moneyOut(
      'Sent',
      'kiasi cha {amount} kimetumwa kutoka akaunti yako {last4} kwenda {name}',
      'Kiasi cha TSH90 kimetumwa kutoka akaunti yako 123***4567 kwenda ASHA JUMA',
    ),
    moneyIn(
      'Received',
      'received {amount} in your account number {last4}',
      'you have received TZS90.00 in your account number: 0152********100',
    ),
    moneyOut(
      'Loan repaid',
      'paid your {...} balance by {amount}',
      'You have successfully paid your Bustisha Balance by TSh 90',
    ),
    moneyOut('Paid', 'paid {name} {amount} card {last4}', 'Paid:KIOSK.COM, NL USD 9.99 Card:4232***0581'),
    fact('cost {other} vat [{word}] {other}', 'Cost 1229.51 VAT 18% 221.31'),
    fact('risiti {ref}', 'Risiti:003-19ec6ebe82c12bc7'),
    fact(
      'total (fee|fees|charges) {total} [m-pesa] [fee|fees] {part} [government] [levy] {part}',
      'Total fee Tsh90 (M-Pesa fee Tsh80 + Government Levy Tsh10)',
    ),
    fact('(jumla ya makato|jumla ya ada) {total}', 'Jumla ya makato Tsh90'),
    fact('total (fee|fees|charges) {total}', 'Total Charges TSh 90'),
    fact('charges {total} vat {part}', 'Charges TSh 90. VAT TSh 10'),
    fact('updated balance is {balance}', 'Updated balance is TZS 90.00'),
    fact('kumb {ref}', 'KUMB:19ec6ebe82c12bc7'),
  ],
};
