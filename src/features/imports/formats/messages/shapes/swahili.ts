// Wordings in Swahili: Kenya and Tanzania.
import { fact, factOf, moneyIn, moneyOut, noMoney, perhapsIn, perhapsNone, perhapsOut } from '../shape.ts';
import type { Shape } from '../shape.ts';

export const SWAHILI: readonly Shape[] = [
  moneyIn('Imewekewa', 'imewekewa [kiasi cha] {amount}', 'Akaunti yako imewekewa TZS 500.00'),

  moneyOut(
    'Imetolewa',
    '{amount} (imetolewa|imekatwa|imelipwa)',
    'TZS 500.00 imetolewa kwenye akaunti 201***1234',
  ),
  perhapsOut('(umetoa|umelipa|umetuma|malipo|umenunua) {...} {amount}', 'malipo ya luku Tsh500'),
  perhapsIn('(umepokea|imewekwa|imeingia) {...} {amount}', 'umepokea mshahara wa Tsh500'),
  noMoney('request', 'ombi la (malipo|pesa)', 'ombi la malipo ya Tsh500'),

  moneyIn(
    'Umepokea',
    'umepokea [kiasi cha] {amount} kutoka [kwa] {name}',
    'Umepokea Tsh500.00 kutoka kwa ASHA JUMA',
  ),
  moneyIn('Umepokea', 'umepokea [kiasi cha] {amount} {name}', 'Umepokea Tsh500.00, ASHA JUMA'),
  moneyIn(
    'Umepokea',
    'imewekewa [kiasi cha] {amount} kutoka [kwa] {name}',
    'Akaunti yako imewekewa TZS 500.00 kutoka ASHA',
  ),
  moneyOut(
    'Umetuma',
    'umetuma [kiasi cha] {amount} [kutoka {...}] (kwa|kwenda) [kwa] {name}',
    'Umetuma Tsh 500.00 kwa ASHA JUMA',
  ),
  moneyOut(
    'Umetuma',
    '{amount} (imetumwa|kimetumwa|imehamishwa) [kutoka {...}] (kwa|kwenda) [kwa] {name}',
    'Tsh500.00 imetumwa kwa ASHA JUMA',
  ),
  moneyOut('Umelipa', 'umelipa [kiasi cha] {amount} (kwa|kwenda) {name}', 'Umelipa Tsh500.00 kwa DUKA'),
  moneyOut(
    'Umetoa',
    'umetoa [kiasi cha] {amount} (kwa|kutoka) [kwa] [wakala] {name}',
    'Umetoa TSH 500 kwa wakala DUKA',
  ),
  moneyOut('Umenunua', 'umenunua [muda wa maongezi wa] {amount}', 'Umenunua muda wa maongezi wa Tsh500'),
  moneyOut(
    'Imefanikiwa',
    'muamala umefanikiwa {amount} {...} kwenda [lipa] {name}',
    'Muamala umefanikiwa TZS500 AIRTEL kwenda ASHA JUMA',
  ),
  moneyOut('Imekamilika', 'malipo yamekamilika {...} total {amount}', 'Malipo yamekamilika. TOTAL TZS 500'),
  fact('(gharama|ada|makato) [ya] [kutuma|kutoa|muamala] [ni] {fee}', 'Gharama ya kutuma ni Ksh13.00'),
  fact('(tozo|kodi) [ya serikali] [ni] {levy}', 'Tozo ya serikali Tsh50'),
  fact('salio [lako|jipya] [jipya] [la|lako] [m-pesa] [ni] {balance}', 'Salio jipya la M-PESA ni Ksh90.00'),
  fact('{ref} imethibitishwa', 'TKL7XQ00AB imethibitishwa'),
  fact('(kumbukumbu|kumb|muamala|rej|risiti) [no|namba] {ref}', 'Muamala No. MI240000.1100.Q00001'),
  fact('utambulisho wa muamala {ref}', 'Utambulisho wa muamala: 12345678901'),
  fact('akaunti [yako] {last4}', 'Akaunti yako 123***4567'),
  factOf('in', 'kutoka [kwa] {name}', 'kutoka kwa ASHA'),
  factOf('out', '(kwa|kwenda) {name}', 'kwenda ASHA'),
  noMoney(
    'code',
    '(otp|namba ya siri|msimbo) {...} ni {number}',
    'Namba yako ya siri ya muda (OTP) ni 551290',
  ),
  noMoney(
    'failed',
    '(umeshindikana|imeshindikana|haujakamilika|haijakamilika|haukufanikiwa|haikufanikiwa|salio la kutosha|huna salio)',
    'Muamala umeshindikana',
  ),
  noMoney('pending', '(unashughulikiwa|inashughulikiwa|subiri uthibitisho)', 'Muamala unashughulikiwa'),
  perhapsNone('advert', '(bonasi|ofa|jipatie|mkopo wa|ushinde|bonga)', 'Pata bonasi'),
];
