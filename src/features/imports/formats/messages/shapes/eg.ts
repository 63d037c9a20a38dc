import { bank, fact, moneyIn, moneyOut, noMoney, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const EGYPT: CountryShapes = {
  country: 'EG',
  zone: 'Africa/Cairo',
  issuers: [
    bank('cib-eg', 'CIB', 'cib eg-cib', 'cib'),
    bank('nbe', 'National Bank of Egypt', 'nbe', 'nbe'),
    bank('qnb-eg', 'QNB', 'qnb qnbalahli', 'qnb'),
    bank('instapay', 'InstaPay', 'instapay ipn', 'ipn transfer'),
    wallet('vodafone-eg', 'Vodafone Cash', 'vf-cash vodafonecash vodafone', 'vodafone cash|جنيه'),
  ],
  shapes: [
    moneyIn(
      'Received',
      'تم استلام [مبلغ] {amount} من رقم {number} المسجل بإسم {name}',
      'تم استلام مبلغ 300 جنيه من رقم 01000000111 المسجل بإسم AHMED',
    ),
    moneyOut('Debit', 'تم خصم [مبلغ] {amount}', 'تم خصم مبلغ 500.00 جنيه من حسابك'),
    moneyIn('Credit', 'تم (إيداع|ايداع|إضافة|اضافة) [مبلغ] {amount}', 'تم إيداع مبلغ 500.00 جنيه في حسابك'),
    fact('(الرصيد المتاح|الرصيد) {balance}', 'الرصيد المتاح 1,500.00 جنيه'),
    fact('(حسابك رقم|حساب رقم|حسابك) {last4}', 'حسابك رقم ***1234'),
    moneyOut(
      'Card',
      'card [ending with] {last4} was charged for {amount} at {name} on {date}',
      'Your credit card ending with#8016 was charged for EGP 9.00 at KIOSK on 24/11/26',
    ),
    moneyIn(
      'Credit',
      'account ending with {last4} was credited by {amount} from {name} on {date}',
      'Your account ending with#8016 was credited by EGP 9.00 from ADA OBI on 24/11/2026',
    ),
    moneyIn(
      'Received',
      'received {amount} from {number} {name} your',
      'You have received EGP 9.00 from 01000000111; ADA OBI. Your',
    ),
    moneyOut(
      'Sent',
      '{amount} was transferred to {number} {name} successfully',
      'EGP 9.00 was transferred to 01000000111 ADA OBI successfully',
    ),
    moneyIn(
      'Received',
      'transfer of {amount} received in your account {last4} from {name} on {date}',
      'IPN transfer of EGP 9.00 received in your account 1234 from ADA OBI on 24/11/2026',
    ),
    moneyOut(
      'Sent',
      'transfer sent with amount of {amount} from account {last4} to {name} on {date}',
      'IPN transfer sent with amount of EGP 9.00 from account 1234 to ADA OBI on 24/11/2026',
    ),
    moneyOut(
      'Card',
      'card {last4} purchase {amount} at {name}',
      'Card 411***1234 purchase EGP 9.00 at KIOSK',
    ),
    moneyIn(
      'Received',
      'تم استلام [مبلغ] {amount} من [رقم] {name}',
      'تم استلام مبلغ 500 جنيه من رقم 01000000111',
    ),
    moneyOut(
      'Sent',
      'تم تحويل [مبلغ] {amount} (لرقم|الى|إلى) [رقم] {name}',
      'تم تحويل 500 جنيه لرقم 01000000111',
    ),
    fact('مصاريف [الخدمة] {fee}', 'مصاريف الخدمة 1 جنيه'),
    fact('(رصيدك الحالي|رصيدك) {balance}', 'رصيدك الحالي 500 جنيه'),
    fact('رقم العملية {ref}', 'رقم العملية 123456789012'),
    fact('pos {name}', 'POS KIOSK'),
    noMoney('failed', '(فشلت|لم تتم|مرفوضة)', 'عملية التحويل فشلت'),
  ],
};
