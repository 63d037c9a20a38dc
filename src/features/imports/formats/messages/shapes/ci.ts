import { bank, moneyOut, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const COTE_D_IVOIRE: CountryShapes = {
  country: 'CI',
  zone: 'Africa/Abidjan',
  issuers: [
    wallet('orange-ci', 'Orange Money', 'orangemoney orange', 'orange money'),
    wallet('mtn-ci', 'MTN MoMo', 'mtnmomo momo mtn', 'mtn momo'),
    wallet('moov-ci', 'Moov Money', 'moovmoney moov flooz', 'moov money'),
    wallet('wave-ci', 'Wave', 'wave', 'wave'),
    bank('sgci', 'Société Générale Côte d’Ivoire', 'sgci', 'sgci'),
  ],
  shapes: [
    moneyOut(
      'Envoyé',
      'votre transfert de {amount} vers le {name} a reussi',
      'Votre transfert de 5000 FCFA vers le 0700000111 a reussi',
    ),
  ],
};
