// Wordings in French: Senegal, Côte d'Ivoire and their neighbours.
import { fact, factOf, moneyIn, moneyOut, noMoney, perhapsIn, perhapsNone, perhapsOut } from '../shape.ts';
import type { Shape } from '../shape.ts';

export const FRENCH: readonly Shape[] = [
  moneyIn('Dépôt', 'depot recu {amount} (de|par) {name}', 'Depot recu. 25000 FCFA de KIOSQUE'),

  moneyOut(
    'Crédit téléphonique',
    'achat de credit [telephonique] de {amount}',
    'Achat de credit de 1000 FCFA',
  ),
  perhapsOut(
    '(achat|paiement|retrait|envoye|paye|debit|facture) {...} {amount}',
    'Paiement de votre facture: 500 FCFA',
  ),
  perhapsIn('(recu|depot|remboursement|versement) {...} {amount}', 'Remboursement de votre achat: 500 FCFA'),

  moneyIn(
    'Reçu',
    'vous avez recu [un transfert de] {amount} (de|du|venant du|venant de) {name}',
    'Vous avez reçu 5.000F de Awa Ndiaye',
  ),
  moneyIn('Dépôt', 'depot de {amount} effectue (par|chez) {name}', 'Depot de 5000F effectue par KIOSQUE'),
  moneyIn(
    'Crédit',
    '(credite|credité) de {amount} {...} par {name}',
    'Compte credite de 5000 FCFA le 1/2/2026 par AWA',
  ),
  moneyIn('Crédit', 'credite de {amount}', 'Votre compte a ete credite de 5000 FCFA'),
  moneyIn('Reçu', 'transfert {amount} de {name}', 'Transfert 5000F de AWA NDIAYE'),
  moneyOut(
    'Envoyé',
    'vous avez (envoye|transfere) {amount} (a|vers|au) {name}',
    'Vous avez envoyé 5.000F à Awa Ndiaye',
  ),
  moneyOut(
    'Envoyé',
    'transfert [de] {amount} (a|vers) [le] {name} [a reussi|reussi|effectue]',
    'Votre transfert de 5000 FCFA vers AWA a reussi',
  ),
  moneyOut('Payé', 'vous avez paye {amount} (a|chez) {name}', 'Vous avez payé 5.000F à Kiosque'),
  moneyOut(
    'Payé',
    'paiement [de] {amount} (a|chez) {name} [reussi|effectue|a reussi]',
    'Paiement de 5000 FCFA a KIOSQUE effectue',
  ),
  moneyOut(
    'Retrait',
    'vous avez retire {amount} (chez|a|aupres de) {name}',
    'Vous avez retire 5000 FCFA chez KIOSQUE',
  ),
  moneyOut('Retrait', 'retrait [de] {amount} chez {name}', 'Retrait 5000F chez KIOSQUE'),
  moneyOut(
    'Crédit téléphonique',
    'vous avez achete {amount} de credit',
    'Vous avez achete 500 FCFA de credit',
  ),
  moneyOut('Débit', '(debite|debité) de {amount}', 'Votre compte a ete debite de 5000 XOF'),
  fact('frais [de|est|sont] {fee}', 'Frais: 100 FCFA'),
  fact('(taxe|timbre) {tax}', 'taxe 25 FCFA'),
  fact(
    'solde [orange money|free money|moov money|wave] [disponible|actuel] [est] [de] {balance}',
    'Nouveau solde: 9 000 FCFA',
    'Votre solde Orange Money est de 900 FCFA',
  ),
  fact('compte {last4}', 'Compte 123***4567'),
  fact('id [de la] transaction {ref}', 'ID de la transaction : 11547900001'),
  fact('(motif|libelle) {narration}', 'Motif: KIOSQUE'),
  factOf('in', '(de la part de|par) {name}', 'par AWA NDIAYE'),
  noMoney(
    'code',
    '(code de verification|code de confirmation|code secret|mot de passe) [est] {number}',
    'Votre code de verification est 551290',
  ),
  noMoney(
    'failed',
    '(echec|a echoue|echoue|a ete annule|annule|annulee|refuse|refusee|solde est insuffisant|solde insuffisant)',
    'Echec de la transaction',
  ),
  noMoney('pending', '(en attente|en cours de traitement)', 'est en attente de confirmation'),
  noMoney('request', 'demande de (paiement|transfert)', 'Demande de paiement de 2000 FCFA'),
  perhapsNone(
    'advert',
    "(gagnez|gagner|promo|bonus|rechargez|invitez|offre|jusqu'a)",
    "Gagnez jusqu'a 50.000F",
  ),
];
