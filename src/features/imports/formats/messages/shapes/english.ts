// Wordings in English that no country has for itself.
import {
  cameBack,
  fact,
  factOf,
  moneyIn,
  moneyOut,
  noMoney,
  perhapsNone,
  perhapsIn,
  perhapsOut,
} from '../shape.ts';
import type { Shape } from '../shape.ts';

const MOVED_OUT: Shape[] = [
  moneyOut('Paid', '(spent|you spent) {amount} at {name}', 'Spent: R40.00 at KIOSK'),

  moneyOut(
    'Sent',
    '{amount} [has been|have been|was|is] [successfully] (sent|transferred|transfered|remitted) to {name}',
    'KES 300.00 sent to ADA OBI',
  ),
  moneyOut(
    'Sent',
    '(you|you have|you just|you ve) [successfully] (sent|transferred|transfered|remitted) {amount} to {name}',
    'You have sent UGX 4,000 to OPIO JOHN',
  ),
  moneyOut('Sent', '(sent|transferred) {amount} to {name}', 'Confirmed: sent GHS 5.00 to AMA OSEI'),
  moneyOut(
    'Sent',
    '{amount} (sent|transferred) [from your|from] {...} to {name}',
    'KES 40.00 transferred from your A/C 110***223 to ADA OBI',
  ),
  moneyOut(
    'Sent',
    'transfer of {amount} to {name} [was|is|has been] (successful|completed|complete)',
    'Transfer of KES 90.00 to ADA OBI successful',
  ),
  moneyOut(
    'Sent',
    'transfer [sent] (with amount of|of) {amount} {...} to {name}',
    'Transfer of EGP 90 from account 1234 to ADA OBI',
  ),
  moneyOut(
    'Paid',
    '(you|you have|you just|you ve) [successfully] paid {amount} (to|at) {name}',
    'You have paid RWF 500 to KIOSK',
  ),
  moneyOut('Paid', '{amount} [has been|was|is] paid (to|at) {name}', 'Ksh70.00 paid to CORNER SHOP'),
  moneyOut(
    'Paid',
    'payment of {amount} to {name} [was|is|has been] [successfully] (successful|completed|complete|made|processed)',
    'Your payment of GHS 4.00 to KIOSK has been completed',
  ),
  moneyOut('Paid', 'payment (made for|for) {amount} to {name}', 'Payment made for GHS 4.00 to AMA OSEI'),
  moneyOut(
    'Paid',
    '(used for a|used for) {amount} payment at {name}',
    'Your card was used for a NGN400.00 payment at KIOSK',
  ),
  moneyOut('Paid', 'card {...} used at {name} for {amount}', 'Card 4111***221 used at KIOSK for KES 40.00'),
  moneyOut(
    'Paid',
    'card {...} (charged|charged for|debited) {amount} (at|to|by) {name}',
    'Your card ending 1234 was charged N500.00 at KIOSK',
  ),
  moneyOut('Paid', '{amount} [was|has been] spent {...} at {name}', 'R40.00 was spent on your card at KIOSK'),
  moneyOut('Paid', '{amount} [was|has been] spent at {name}', 'R40.00 spent at KIOSK'),
  moneyOut('Paid', '[pos|card|web|online] purchase [of] {amount} at {name}', 'Purchase of R40.00 at KIOSK'),
  moneyOut('Paid', '{amount} [was|has been] purchased at {name}', 'R40.00 purchased at KIOSK'),
  moneyOut('Paid', '{amount} purchase {...} at {name}', 'R40.00 purchase on card ending 1234 at KIOSK'),
  moneyOut('Paid', 'purchase [of] {amount} {...} at {name}', 'Purchase of R40.00 on card 1234 at KIOSK'),
  moneyOut(
    'Cash withdrawal',
    '(you|you have) [successfully] (withdrawn|withdrew) {amount} (from|at|in) [agent|the agent] {name}',
    'You have withdrawn GHS 9.00 from MAMA SHOP',
  ),
  moneyOut(
    'Cash withdrawal',
    '(you|you have) [successfully] (withdrawn|withdrew) {amount}',
    'You have withdrawn UGX 9,000',
  ),
  moneyOut(
    'Cash withdrawal',
    '{amount} [has been|was] withdrawn [using|from] [a|your] [card|account]',
    'TZS 5000 has been withdrawn using a Card',
  ),
  moneyOut(
    'Cash withdrawal',
    'cash-out [made for|of] {amount} [to|from] [agent] {name}',
    'Cash-Out of TSh 9,000 from Agent - MAMA SHOP',
  ),
  moneyOut(
    'Cash withdrawal',
    'cash out [made for|of] {amount} [to|from] [agent] {name}',
    'Cash Out made for GHS9.00 to MAMA SHOP',
  ),
  moneyOut('Cash withdrawal', 'withdraw {amount} from {name}', 'Withdraw Ksh90.00 from 12345 - MAMA SHOP'),
  moneyOut(
    'Cash withdrawal',
    '(cash|atm) withdrawal of {amount} at {name}',
    'Cash withdrawal of R90.00 at MAIN ROAD',
  ),
  moneyOut('Airtime', '(bought|purchased) {amount} [of|worth of] airtime', 'You bought Ksh50.00 of airtime'),
  moneyOut(
    'Airtime',
    'airtime (purchase of|purchase|recharge of|topup of) {amount}',
    'Airtime purchase of GHS5.00 was successful',
  ),
  moneyOut('Airtime', 'top up of {amount} for {number}', 'Top up of UGX 500 for 0700000111'),
  moneyOut(
    'Debit',
    '(debited|charged) [with|by|for] {amount}',
    'Your account has been debited with NGN400.00',
  ),
  moneyOut(
    'Debit',
    '{amount} [has been|was|have been] (debited|deducted)',
    'NGN 400.00 has been debited from your account',
  ),
  moneyOut('Debit', '(has deducted|deducted) {amount}', 'MAMA SHOP has deducted UGX 400'),
  moneyOut('Debit', '(a debit|debit) of {amount}', 'A debit of NGN400.00 occurred on your account'),
  moneyOut('Debit', 'amt {amount} (dr|debit)', 'Amt: NGN400.00 DR'),
  moneyOut('Debit', 'dr [amt] {amount}', 'DR Amt:400.00'),
  moneyOut('Debit', 'debit [alert] {amount}', 'Debit Alert! NGN400.00'),
  moneyOut('Debit', 'debit {...} (amt|amount) {amount}', 'Txn: Debit Ac:2XX Amt:NGN 400.00'),
  moneyOut(
    'Debit',
    'txn (dr|db|debit) {...} (amt|amount) {amount}',
    'Txn: DR Acc: 123***4567 Amt: NGN 400.00',
  ),
  moneyOut('Debit', 'debit {last4} {amount}', 'Debit: 3012345678 NGN 400.00'),
];

const AIRTEL: Shape[] = [
  moneyOut('Paid', 'paid tid {ref} {amount} to {name}', 'PAID.TID 134000000001. UGX 5,000 to KIOSK Charge'),
  moneyOut(
    'Sent',
    'sent tid {ref} {amount} to {name}',
    'SENT.TID 134000000001. UGX 5,000 to ADA OBI 0700000111. Fee',
  ),
  moneyIn(
    'Received',
    'received tid {ref} {amount} from [{number}] {name}',
    'RECEIVED. TID 134000000001. UGX 5,000 from 0700000111, ADA OBI. Bal',
  ),
  moneyOut(
    'Cash withdrawal',
    'withdrawn tid {ref} {amount}',
    'WITHDRAWN. TID 134000000001. UGX5,000 with Agent ID',
  ),
];

const MOVED_IN: Shape[] = [
  moneyIn('Credit', 'txn (cr|credit) {...} (amt|amount) {amount}', 'Txn: CR Acc: 123***4567 Amt: NGN 400.00'),
  moneyIn(
    'Received',
    'received [a|an] [bank|mobile|money|cash] (transfer|payment|deposit) of {amount} from {name}',
    'You have received a bank transfer of GHS 400.00 from ADA OBI',
  ),
  moneyIn(
    'Received',
    '(received|you received|payment received for) {amount} from {name}',
    'You have received KES 400.00 from ADA OBI',
  ),
  moneyIn('Received', '{amount} [was|has been|has] received from {name}', 'N400.00 received from ADA OBI'),
  moneyIn(
    'Received',
    '{amount} from {name} has been received',
    'Ksh 400.00 from ADA OBI has been received in your account',
  ),
  moneyIn('Received', '(received|you received) {amount}', 'You have received TZS 400.00 in your account'),
  moneyIn(
    'Received',
    '{amount} received {...} from {name}',
    'R400.00 received into account 1234 from ADA OBI',
  ),
  moneyIn('Received', '{name} [just] sent you {amount}', 'Ada Obi just sent you N400.00'),
  moneyIn('Received', 'sent you {amount}', 'ADA sent you N400.00'),
  moneyIn('Refund', '(refund|reversal|cashback) of {amount} from {name}', 'A refund of R40.00 from KIOSK'),
  moneyIn(
    'Cash deposit',
    'cash-in [received for|of] {amount} from [agent] {name}',
    'Cash-In of TSh 900 from Agent - MAMA SHOP',
  ),
  moneyIn(
    'Cash deposit',
    'cash in [received for|of] {amount} from [agent] {name}',
    'Cash In received for GHS 9.00 from MAMA SHOP',
  ),
  moneyIn('Cash deposit', 'cash deposit of {amount} from {name}', 'CASH DEPOSIT of UGX 2,000 from MAMA SHOP'),
  moneyIn(
    'Cash deposit',
    '(you|you have) deposited {amount} (from|at) {name}',
    'You have deposited UGX 6500 from MAMA SHOP',
  ),
  moneyIn(
    'Cash deposit',
    '(amount of|deposit of) {amount} has been (deposited|added) [to|into] [your] {...} by {name}',
    'An amount of GHS 4.00 has been deposited into your account by MAMA SHOP',
  ),
  moneyIn(
    'Deposit',
    '(amount of|deposit of) {amount} has been (deposited|added)',
    'A bank deposit of 400 RWF has been added',
  ),
  moneyIn(
    'Interest',
    '(paid|earned|received|credited) [an] interest of {amount}',
    'You have been paid interest of GHS 4.00',
  ),
  moneyIn(
    'Credit',
    'credited [with|by] {amount} (from|by) {name}',
    'Your account was credited with KES 400.00 by ADA OBI',
  ),
  moneyIn('Credit', 'credited [with|by] {amount}', 'Your account has been credited with KES 400.00'),
  moneyIn(
    'Credit',
    '{amount} [has been|was|have been|is] credited {...} (by|from) {name}',
    'NGN400.00 was credited to your account by ADA OBI',
  ),
  moneyIn('Credit', '{amount} [has been|was|have been|is] credited', 'NGN400.00 has been credited'),
  moneyIn('Credit', '(a credit|credit) of {amount}', 'A credit of NGN400.00 occurred'),
  moneyIn('Credit', 'amt {amount} (cr|credit)', 'Amt: NGN400.00 CR'),
  moneyIn('Credit', 'cr [amt] {amount}', 'CR Amt:400.00'),
  moneyIn('Credit', 'credit alert {amount} from {name}', 'Credit Alert! NGN400.00 from ADA OBI'),
  moneyIn('Credit', 'credit [alert] {amount}', 'Credit Alert! NGN400.00'),
  moneyIn('Credit', 'credit {...} (amt|amount) {amount}', 'Txn: Credit Ac:2XX Amt:NGN 400.00'),
  cameBack(
    'Reversal',
    'reversed {...} {amount} [is|has been|was] credited',
    'has been reversed and Ksh50.00 is credited to your account',
  ),
];

const LAST_RESORT: Shape[] = [
  perhapsOut(
    '(withdrawn|debited|deducted|charged|paid|sent|transferred|purchased|bought|spent|payment|purchase|withdrawal|transaction|dr|debit) {...} {amount}',
    'Your payment for the plan was R40.00',
  ),
  perhapsOut(
    '{amount} {...} (withdrawn|debited|deducted|charged|paid|sent|transferred|purchased|bought|spent)',
    'R40.00 was then spent',
  ),
  perhapsIn(
    '(received|credited|deposited|deposit|refund|refunded|cr|credit) {...} {amount}',
    'A refund was made of R40.00',
  ),
  perhapsIn('{amount} {...} (received|credited|deposited|refunded)', 'R40.00 was now refunded'),
];

const FACTS: Shape[] = [
  fact('into {last4}', 'into 012****678'),
  fact('chg {fee}', 'Chg NGN10.00'),

  // Money that is neither an amount nor what is left in this account.
  fact(
    '(transact within the day is|limit is|limit) {other}',
    'Amount you can transact within the day is 499,000.00',
  ),
  fact(
    '(outstanding|saving|savings|saving account|m-shwari|loan|unpaid) [balance] [amount] [is] {other}',
    'Your current Saving balance is ETB 20.00',
  ),
  fact('total of {other}', 'with a total of ETB 20.00'),
  fact('total [outstanding amount] [is] {other}', 'Total:NGN20.00'),
  // Charges.
  fact('(you were charged|were charged) {fee}', 'You were charged GHS0.40'),
  fact(
    '[transaction|service|transfer|withdrawal|cash-out|atm|sending|processing] fee [charged|was|is|paid|of] {fee}',
    'Fee charged: GHS0.40',
  ),
  fact('(fees|fees was|commission|comm) {fee}', 'Fees GHS 0.40'),
  fact(
    '(transaction cost|s.charge of|service charge of|service charge|charge|charges) [is|was|of] {fee}',
    'Transaction cost, Ksh13.00',
    'a S.charge of ETB 10.00',
  ),
  fact('(e-levy|elevy|levy) [charged|charge is|charge|was|is|of] {levy}', 'E-levy charged: GHS 0.40'),
  fact('stamp duty [charge] {levy}', 'stamp duty NGN50.00'),
  fact('disaster fund [{word}] of {levy}', 'Disaster Fund (5%) of ETB0.50'),
  fact(
    '(vat|tax|excise duty) [on the service fee] [charged|was|is|of] {tax}',
    '15% VAT on the service fee is ETB 0.52',
    'Tax: UGX 250',
    'Tax charged: 0',
  ),
  fact('vat {word} (of|is) {tax}', 'VAT(15%) of ETB1.50'),
  // What is left.
  fact('current balance [is] {balance}', 'Current Balance: GHS 90.00'),
  fact(
    'balance [is] [now] {balance}',
    'New M-PESA balance is Ksh90.00',
    'Your Mobile Money balance is now UGX 900',
  ),
  fact('(bal|bal is|balance of) {balance}', 'Avail Bal: NGN90.00'),
  fact('(avail|available|avail. bal) {balance}', 'Avail R90.00'),
  // The payment's own number, the surest words first.
  fact('{ref} (confirmed|accepted)', 'TKL7XQ00AB Confirmed.'),
  fact(
    '(financial transaction id|financial transaction number) {ref}',
    'Financial Transaction Id: 98765432101',
  ),
  fact(
    '(transaction id|trans id|txn id|txnid|trx id|trxid|tid|txid|transaction no|transaction number|transaction reference number|txn ref|trans ref|txn number|session id) [is] {ref}',
    'Transaction ID: 98765432101',
    'Your transaction number is DAV0AAAA1S',
  ),
  fact('(ref|reference) (no|number|id) [is] {ref}', 'Ref No ABC1234567'),
  fact('(ref|reference|receipt) [is] {ref}', 'Ref: 2605011234567'),
  // Taken before the day of the payment is looked for, so that it is not taken for that.
  fact('(due|expiry) date {word}', 'Due date 25/12/26'),
  fact('date {date}', 'Desc: STAMP DUTY 01-11-2026 TO 30-11-2026 Date: 2026-11-30'),
  fact('(txn|id) {ref}', 'ID :41000000001'),
  // Which account.
  fact('your [bank] account [number] {last4}', "to your bank account '5387*****9011'"),
  fact(
    '(acct|acc|ac|a/c|account) [no|number|ending|ending in|ending with] {last4}',
    'Acct: ******1234',
    'account ending 1234',
  ),
  fact('card [ending|number] [in|with] {last4}', 'card ending in 1234'),
  // A bank's own text about it.
  fact(
    '(desc|des|descr|description|narration|narrative|remarks|details|particulars) {narration}',
    'Desc: TRF FROM ADA OBI',
  ),
  factOf('in', '(from|by|sender) {name}', 'from ADA OBI'),
  factOf('out', '(to|at|beneficiary|merchant|by) {name}', 'at KIOSK'),
];

const NONE: Shape[] = [
  noMoney(
    'pending',
    '(is processing|in progress|scheduled transfer|will happen|will be processed|will be debited|about to pay)',
    'Your transfer is processing',
  ),
  noMoney('request', '(enter|use) [your] pin to', 'Enter PIN to confirm'),
  noMoney('failed', '(do not have enough|not processed)', 'You do not have enough money'),
  noMoney('balance', 'balance (enquiry|inquiry)', 'M-PESA balance enquiry: Ksh90.00'),
  noMoney(
    'code',
    '(otp|one-time password|one-time pin|one-time code|one time password|one time pin|one time code|passcode|verification code|authorization code|activation code|security code|secret code) [for {...}] [is] {number}',
    'Your OTP is 123456',
    'Secret Code: 551209',
  ),
  noMoney('code', 'your {...} (otp|code) is {number}', 'Your login code is 12345'),
  noMoney('code', '{number} is your {...} (otp|code)', '123456 is your OTP'),
  noMoney('code', 'use code {number} to', 'Use code 123456 to send 50.00 KES'),
  noMoney('code', 'use {number} to', 'Use 123456 to complete your transaction'),
  noMoney('code', '(otp|one time pin|one time password|one-time password) for', 'OTP for your purchase'),
  noMoney('code', 'ends in {number} minutes', 'It ends in 5 minutes'),
  noMoney('code', '(token|units) {number} [{...}] units', 'Token:1234-5678 Units:18.2'),
  noMoney(
    'failed',
    '(has|have|is|was|and|transaction|transfer|it) failed',
    'Your transfer has failed',
    'Transaction failed.',
  ),
  noMoney(
    'failed',
    '(transaction|transfer|payment|purchase|withdrawal|deposit) of {amount} (to|from|for|at) {name} (failed|declined|unsuccessful)',
    'Your transfer of N90.00 to ADA OBI failed.',
  ),
  noMoney('failed', 'failed (to|due|please|and|tid|because|insufficient|your)', 'Failed to send UGX 20,000'),
  noMoney(
    'failed',
    '(was|were|is) (not successful|unsuccessful|declined|rejected|cancelled|canceled|not sent|unpaid|not completed)',
    'was not successful',
  ),
  noMoney('failed', '(has|have) been (declined|rejected|cancelled|canceled)', 'has been declined'),
  noMoney('failed', '(declined|unsuccessful) {...}', 'R450.00 declined @ KIOSK'),
  noMoney(
    'failed',
    '(transaction|payment|transfer) (declined|rejected|cancelled|unsuccessful)',
    'Transaction declined',
  ),
  noMoney('failed', '(could not be|cannot be|unable to be) (completed|processed)', 'could not be completed'),
  noMoney('failed', '(insufficient|not enough) (funds|balance)', 'insufficient funds'),
  noMoney(
    'failed',
    '(returned unpaid|was returned|have not been debited|has not been debited|have not completed)',
    'Your cheque was returned unpaid',
  ),
  noMoney('failed', '(has been|was|were) reversed', 'the money has been reversed'),
  noMoney('failed', '(has been|was) refunded please try again', 'has been refunded. Please try again'),
  noMoney('pending', '(is|are) (pending|being processed|awaiting)', 'is pending'),
  noMoney(
    'pending',
    '(awaiting|waiting for) (authorization|authorisation|approval|confirmation)',
    'is awaiting authorization',
  ),
  noMoney(
    'pending',
    '(to authorize|to authorise|approve to|and approve) [to complete|the transaction|it]',
    'to authorize the transaction',
  ),
  noMoney('pending', '(have|has) initiated', 'You have initiated a payment'),
  noMoney(
    'pending',
    '(withdrawal|payment|transfer) of {amount} initiated',
    'Withdrawal of UGX 30,000 initiated',
  ),
  noMoney('pending', 'approve {amount}', 'Approve R899.00'),
  noMoney('request', '(has|have) requested', 'ADA OBI has requested N400.00'),
  noMoney('request', '(a request|request) of {amount}', 'a request of Ksh400.00'),
  noMoney('notice', 'fuliza m-pesa amount is', 'Fuliza M-PESA amount is Ksh 210.00'),
  noMoney(
    'notice',
    '(received|get|got|enjoy) {amount} (free|of free|bonus|airtime)',
    'You have received R10 free airtime',
  ),
  noMoney('balance', 'your account balance was', 'Your account balance was: Ksh90.00'),
  perhapsNone('advert', '(loan is ready|voucher|get it now|on your next)', 'Your loan is ready for you'),
  perhapsNone(
    'notice',
    '(data plan|auto renewal|will never ask|valid {word}hrs|sms and)',
    'auto renewal of your data plan',
  ),
  perhapsNone('advert', 'up to {other}', 'up to N500,000'),
  perhapsNone(
    'advert',
    '(apply now|win|won|promo|promotion|offer|bonus|cashback|cash back|hurry|t&c|play now|reply yes|prize|qualify|discount|borrow)',
    'Apply now!',
  ),
  perhapsNone('advert', '(earn|save) {...} (interest|per year)', 'earn up to 15% per year'),
  perhapsNone('advert', 'get {...} (loan|extra|bundle)', 'Get a loan'),
  perhapsNone('notice', '(loan|repayment) {...} (due|overdue|repay)', 'your loan repayment is due'),
  perhapsNone(
    'notice',
    '(statement for|statement is ready|logged in|log in|new device|expire soon|branches|public holiday|qualify|limit is now|interest yesterday)',
    'Your statement for October is ready',
  ),
  perhapsNone('notice', '(mb|gb|airtime|bundle|data) [data] (bonus|left|of your|topup)', '500MB data bonus'),
  perhapsNone('balance', '(balance|bal) {...} as (at|of)', 'balance as at 24/11/2026'),
];

export const ENGLISH: readonly Shape[] = [
  ...MOVED_OUT,
  ...AIRTEL,
  ...MOVED_IN,
  ...LAST_RESORT,
  ...FACTS,
  ...NONE,
];
