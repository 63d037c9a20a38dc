import { bank, cameBack, fact, moneyIn, moneyOut, noMoney, purse, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const KENYA: CountryShapes = {
  country: 'KE',
  zone: 'Africa/Nairobi',
  issuers: [
    wallet('mpesa-ke', 'M-PESA', 'mpesa m-pesa', 'm-pesa|fuliza'),
    purse(
      'mpesa-business-ke',
      'M-PESA business',
      'mpesa m-pesa',
      'new business balance|new till balance|new utility balance|new account balance',
      'new m-pesa balance|new m-pesa account balance',
    ),
    wallet('airtel-ke', 'Airtel Money', 'airtelmoney airtel', 'airtel money|tid'),
    wallet('tkash', 'T-Kash', 't-kash tkash', 't-kash'),
    bank('equity-ke', 'Equity Bank', 'equitybank equity', 'equity'),
    bank('kcb', 'KCB', 'kcb kcbbank', 'kcb'),
    bank('coop-ke', 'Co-op Bank', 'co-opbank coopbank coop', 'co-op bank|mco-opcash'),
    bank('absa-ke', 'Absa Kenya', 'absa absakenya', 'absa'),
    bank('ncba', 'NCBA', 'ncba', 'ncba'),
    bank('stanbic-ke', 'Stanbic Bank Kenya', 'stanbicke stanbic', 'stanbic'),
    bank('im-ke', 'I&M Bank', 'i&mbank i&m imbank iandmbank', 'i&m'),
    bank('loop-ke', 'LOOP', 'loop', 'loop ref'),
  ],
  shapes: [
    moneyIn(
      'From savings',
      '{ref} confirmed {amount} transferred from (kcb m-pesa|m-shwari|your savings) account',
      'TKL7XQ00AB Confirmed. Ksh90.00 transferred from KCB M-PESA account',
    ),
    fact('saving balance is {other}', 'New KCB M-PESA Saving balance is Ksh20.00'),
    moneyIn(
      'From savings',
      'transferred {amount} from your m-shwari account',
      'You have transferred Ksh90.00 from your M-Shwari account',
    ),
    moneyOut(
      'Sent',
      '{ref} confirmed {amount} sent to {name} [for account {word}] on {date}',
      'TKL7XQ00AB Confirmed. Ksh90.00 sent to ADA OBI 0712000111 on 20/11/26',
      'TKL7XQ00AB Confirmed. Ksh90.00 sent to SCHOOL for account 1234 on 20/11/26',
    ),
    moneyOut(
      'Paid',
      '{ref} confirmed {amount} paid to {name} on {date}',
      'TKL7XQ00AB Confirmed. Ksh90.00 paid to KIOSK. on 20/11/26',
    ),
    moneyIn(
      'Received',
      '{ref} confirmed you have received {amount} from {name} on {date}',
      'TKL7XQ00AB Confirmed.You have received Ksh90.00 from ADA OBI 0712000111 on 20/11/26',
    ),
    moneyOut(
      'Cash withdrawal',
      '{ref} confirmed [on {date} at {time}] withdraw {amount} from {name} new m-pesa',
      'TKL7XQ00AB Confirmed.on 20/11/26 at 6:04 PMWithdraw Ksh90.00 from 12345 - KIOSK New M-PESA',
    ),
    moneyOut(
      'Cash withdrawal',
      '{ref} confirmed you have withdrawn {amount} from agent {name} on {date}',
      'TKL7XQ00AB Confirmed. You have withdrawn Ksh90.00 from agent 12345 - KIOSK on 20/11/26',
    ),
    moneyIn(
      'Cash deposit',
      '{ref} confirmed on {date} at {time} give {amount} cash to {name} new m-pesa',
      'TKL7XQ00AB Confirmed. On 20/11/26 at 6:04 PM Give Ksh90.00 cash to KIOSK New M-PESA',
    ),
    moneyIn(
      'Received',
      '{ref} confirmed {amount} paid by {name} on {date}',
      'TKL7XQ00AB Confirmed. Ksh90.00 paid by ADA OBI 0712***111 on 20/11/26',
    ),
    moneyIn(
      'From the business purse',
      '{amount} has been moved from your business account to your m-pesa account',
      'Ksh90.00 has been moved from your business account to your M-PESA account',
    ),
    moneyOut(
      'Sent',
      'your transaction of {amount} has been credited to {number} {name} ref',
      'Your transaction of Kshs. 90.0 has been credited to 254712000111 ADA OBI. Ref. EQ12345',
    ),
    moneyOut(
      'To an own account',
      'transfer to own account of {amount} to a/c {number} on {date}',
      'Transfer to Own Account of KES 90.00 to A/c 0123456789 on 20/11/2026',
    ),
    moneyIn(
      'Received',
      '{amount} received from {name} into a/c {last4}',
      'KES 90 received from ADA OBI into A/C ****1234',
    ),
    moneyOut(
      'Airtime',
      '{ref} confirmed you bought {amount} of airtime',
      'TKL7XQ00AB confirmed.You bought Ksh50.00 of airtime',
    ),
    moneyOut(
      'To savings',
      '{ref} confirmed {amount} transferred to m-shwari account',
      'TKL7XQ00AB Confirmed. Ksh90.00 transferred to M-Shwari account',
    ),
    moneyIn(
      'From savings',
      '{ref} confirmed {amount} transferred from m-shwari account',
      'TKL7XQ00AB Confirmed. Ksh90.00 transferred from M-Shwari account',
    ),
    moneyOut(
      'Overdraft repaid',
      '{ref} confirmed {amount} from your m-pesa has been used to',
      'TKL7XQ00AB Confirmed. Ksh 90.00 from your M-PESA has been used to fully pay your outstanding Fuliza',
    ),
    moneyOut(
      'Overdraft repaid',
      'confirmed {amount} from your m-pesa has been used to',
      'Confirmed. Ksh 90.00 from your M-PESA has been used to partially pay your outstanding Fuliza',
    ),
    cameBack(
      'Reversal',
      '{ref} confirmed reversal of transaction {word} {...} {amount} is credited to your m-pesa',
      'TKL7XQ00AB Confirmed. Reversal of transaction TKL7XQ00AA has been successfully reversed and Ksh90.00 is credited to your M-PESA account',
    ),
    moneyOut(
      'Sent',
      'confirmed {amount} sent to {name} from acc {last4} on {date}',
      'Confirmed KES. 90.00 sent to ADA OBI from acc 123***4567 on 20/11/2026',
    ),
    moneyIn(
      'Received',
      '{amount} sent to kcb pay bill {number} for account {last4} {name} has been received',
      'Ksh 90.00 sent to KCB Pay Bill 522522 for account 135***5140 ADA OBI has been received',
    ),
    moneyOut(
      'Umetuma',
      '{ref} imethibitishwa {amount} imetumwa kwa {name} tarehe {date}',
      'TKL7XQ00AB imethibitishwa. Ksh90.00 imetumwa kwa ADA OBI 0712000111 tarehe 20/11/26',
    ),
    moneyIn(
      'Umepokea',
      '{ref} imethibitishwa umepokea {amount} kutoka kwa {name} (mnamo|tarehe) {date}',
      'TKL7XQ00AB Imethibitishwa. Umepokea Ksh90.00 kutoka kwa ADA OBI mnamo 20/11/26',
    ),
    fact('new m-pesa [account] balance is {balance}', 'New M-PESA balance is Ksh90.00'),
    fact('m-pesa balance is {balance}', 'M-PESA balance is Ksh90.00'),
    fact('till {number}', 'Till 123456'),
    noMoney('notice', 'fuliza m-pesa amount is', 'Fuliza M-PESA amount is Ksh 210.00'),
    noMoney(
      'notice',
      'your fuliza m-pesa limit is {other} you have',
      'your Fuliza M-PESA limit is Ksh 90.00. You have',
    ),
    noMoney('failed', 'you have entered the wrong pin', 'Failed, you have entered the wrong PIN.'),
    noMoney(
      'failed',
      'the transaction {word} of {amount} to {name} was cancelled',
      'The transaction TKL7XQ00AB of Ksh90.00 to 0711000222 was cancelled',
    ),
  ],
};
