import { bank, fact, moneyIn, moneyOut, perhapsNone, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const ETHIOPIA: CountryShapes = {
  country: 'ET',
  zone: 'Africa/Addis_Ababa',
  issuers: [
    wallet(
      'telebirr',
      'telebirr',
      '127 telebirr',
      'thank you for using telebirr|telebirr account balance|e-money account',
    ),
    wallet('mpesa-et', 'M-PESA Ethiopia', 'mpesa m-pesa', 'm-pesa'),
    bank('cbe', 'CBE', 'cbe', 'banking with cbe'),
    bank('dashen', 'Dashen Bank', 'dashenbank dashen', 'dashen'),
    bank('zemen', 'Zemen Bank', 'zemenbank zemen', 'zemen'),
    bank('awash', 'Awash Bank', 'awashbank awash', 'akkaawuntii'),
    bank('boa-et', 'Bank of Abyssinia', 'boa', 'hisab'),
  ],
  shapes: [
    moneyIn(
      'Credit',
      'account {last4} has been credited with {amount} from {name} on {date}',
      'your Account 1*********9388 has been Credited with ETB 9.00 from ADA OBI, on 13/09/2026',
    ),
    moneyIn(
      'Credit',
      'account {last4} has been credited with {amount}',
      'your Account 1*********9388 has been Credited with ETB 9.00',
    ),
    moneyOut(
      'Debit',
      'account {last4} has been debited with {amount}',
      'your Account 1*********9388 has been debited with ETB 9.00',
    ),
    moneyOut(
      'Sent',
      'you have (transfered|transferred) {amount} to {name} on {date}',
      'You have transfered ETB 9.00 to ADA OBI on 14/09/2026',
    ),
    moneyOut(
      'Sent',
      'you have (transfered|transferred) {amount} successfully from your telebirr account {number} to {name} account number',
      'You have transferred ETB 9.00 successfully from your telebirr account 251955000111 to Commercial Bank account number',
    ),
    moneyIn(
      'Received',
      'you have received {amount} by transaction number {ref} on {date} {time} from {name} to your telebirr',
      'You have received ETB 9.00 by transaction number DAV0AAAA1S on 2026-01-31 11:26:23 from Zemen Bank to your telebirr',
    ),
    moneyOut(
      'Paid',
      'you have paid {amount} for (goods|fuel) purchased from {name} [for plate number {word}] on {date}',
      'You have paid ETB 9.00 for goods purchased from 521902 - KIOSK on 16/01/2026',
    ),
    moneyOut(
      'Paid',
      'you have paid {amount} to {name} for {...} on {date}',
      'You have paid ETB 9.00 to 519680 - LICENSING; for Driver Service Payment on 03/02/2026',
    ),
    moneyOut('Package', 'you have paid {amount} for package', 'You have paid ETB 9.00 for package Monthly'),
    moneyOut(
      'To savings',
      'you have successfully deposited {amount} to your saving account',
      'You have successfully deposited ETB 9.00 to your Saving Account',
    ),
    moneyIn(
      'From savings',
      'you have successfully (withdraw|withdrawn) {amount} from your saving account',
      'You have successfully Withdraw ETB 9.00 from your saving account',
    ),
    moneyOut(
      'Bundle',
      'you have bought a {...} bundle of {amount}',
      'you have bought a Safaricom bundle of 5.00 Birr',
    ),
    moneyOut(
      'Sent',
      '{amount} has been debited from your account {last4} and credited to [the] {name} on {date}',
      'ETB 9.00 has been debited from your account 5387********011 and credited to the Telebirr account +251922000222 on 2026-12-19',
    ),
    moneyOut(
      'Paid',
      'debited with {amount} for a pos purchase transaction at {name} on {date}',
      'debited with Birr 9.00 for a POS purchase transaction at KIOSK on 27-Aug-2026',
    ),
    moneyOut(
      'Cash withdrawal',
      '{amount} atm cash withdrawal has been made from a/c no {last4}',
      'Birr 100 ATM cash withdrawal has been made from A/c No. 109xxxxxxxx7018',
    ),
    moneyOut(
      'Debit',
      '{amount} {...} (transaction|transfer) has been made from a/c no {last4}',
      'Birr 9.00 POS transaction has been made from A/c No. 109xxxxxxxx7018',
    ),
    moneyOut(
      'Debit',
      'akkaawuntii kee {last4} irraa {amount} baasii',
      "akkaawuntii kee 01320***4567 irraa ETB 9.00 baasii ta'eera",
    ),
    moneyIn(
      'Credit',
      'akkaawuntii kee {last4} {...} {amount} galii',
      "akkaawuntii kee 01320***4567 irratti ETB 9.00 galii ta'eera",
    ),
    moneyOut(
      'Wechi',
      'hisab kutir {last4} {amount} wechi hono {...} (ke|le) {name}',
      'be hisab kutir 123***4567 ETB 9.00 wechi hono le ADA OBI',
    ),
    moneyIn(
      'Gebi',
      'hisab kutir {last4} {amount} gebi [hono] ke {name}',
      'be hisab kutir 123***4567 ETB 9.00 gebi hono ke ADA OBI',
    ),
    fact('(current saving|saving) balance is {other}', 'Your current Saving balance is ETB 9.00'),
    fact(
      '(e-money account|telebirr account|current) balance is {balance}',
      'Your current E-Money Account balance is ETB 9.00',
    ),
    fact('(baalansiin kee|qeri hisab) {balance}', 'Baalansiin kee ETB 9.00'),
    fact('service fee of {fee} and vat of {tax}', 'A service fee of ETB 10 and VAT of ETB 1.5'),
    fact(
      '(telebirr transaction number|transaction number) is {ref}',
      'Your telebirr transaction number is DB26AAAA6W',
    ),
    fact('bank transaction number is {word}', 'your bank transaction number is FT2600000H99'),
    fact('location is {name} [to download]', 'transaction ATM location is MAIN ROAD'),
    fact('with reference {ref}', 'with reference 108IBET252500000'),
    perhapsNone('advert', 'received a cashback', 'you have received a cashback of 0.50 Birr'),
  ],
};
