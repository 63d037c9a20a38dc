import { bank, fact, moneyOut, noMoney, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const UGANDA: CountryShapes = {
  country: 'UG',
  zone: 'Africa/Kampala',
  issuers: [
    wallet('mtn-ug', 'MTN MoMo', 'mtnmobmoney mtnmomo mobilemoney momo', 'momo app|mobile money|*165#'),
    wallet('airtel-ug', 'Airtel Money', 'airtelmoney airtel', 'tid|airtel money|myairtel'),
    bank('stanbic-ug', 'Stanbic Bank Uganda', 'stanbicug stanbic', 'stanbic'),
    bank('centenary', 'Centenary Bank', 'centenary cente centemobile', 'centemobile|centenary'),
  ],
  shapes: [
    moneyOut(
      'Sent',
      'you have sent {amount} to {number} {name} fee',
      'You have sent UGX 2,000 to 256750000111, ADA OBI. Fee',
    ),
    moneyOut(
      'Deducted',
      '{name} has deducted {amount} at a fee of {fee}',
      'KIOSK has deducted UGX 10000 at a fee of UGX 550',
    ),
    moneyOut(
      'Debit',
      '{amount} debited from a/c {last4} on {date} {name} avail bal',
      'UGX 5,000 debited from A/C 123***4567 on 20-Nov-2026. KIOSK. Avail Bal',
    ),
    fact('agent id {number}', 'Agent ID: 123456'),
    fact('reason {word}', 'Reason: rent'),
    noMoney('failed', 'failed tid', 'FAILED. TID 153000000001'),
    noMoney('notice', 'received airtime topup of {amount}', 'You have received Airtime Topup of UGX 2,000'),
  ],
};
