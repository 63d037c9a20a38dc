import type { Names } from './names.ts';

/** What French, Swahili, Kinyarwanda and transliterated Arabic texts say. */
export const OTHER_LANGUAGES: Names = {
  'in:salary':
    'salaire, virement salaire, paie, solde, prime, bourse, retraite, pension retraite, traitement fonctionnaire, mshahara, umushahara, murattab, maash, moratab',
  'in:business':
    'facture, recette, ventes, encaissement, reglement client, mauzo, malipo ya mteja, encaissement marchand, honoraires',
  'in:gift-received': 'cadeau, don recu, envoi recu, zawadi, transfert international recu, hadiya',
  'in:interest': 'interets, interets crediteurs, riba, gawio, inyungu, faida ya akiba, fawaed',
  'in:group-payout': 'tour tontine, gain tontine, malipo ya upatu',
  food: 'supermarche, epicerie, alimentation, marche, boulangerie, boucherie, poissonnerie, legumes, fruits et legumes, superette, duka, soko, nyama, samaki, mboga, mkate, isoko, butike, baqala, souk, fakahani, gazzar, makhbaz, mahal albaqala',
  'eating-out':
    'restaurant, maquis, resto, dibiterie, patisserie, cafeteria, chez tantine, hoteli ya chakula, chakula, mgahawa, nyama choma, mataam, kahwa, koshary, foul, gargote, allocodrome',
  transport:
    'course, course taxi, course vtc, course moto, carburant, essence, gasoil, station service, station essence, peage, autoroute, taxi, car rapide, gbaka, woro woro, clando, nauli, mafuta, daladala, matatu, bodaboda, bajaji, sgr, gare, billet avion, benzine, benzin, mahatat wakoud, microbus, tuktuk, metro anfaq, lisansi',
  shopping:
    'boutique, magasin, quincaillerie, habits, vetements, pagne, chaussures, telephone, electromenager, meubles, nguo, viatu, mitumba, malabes, ahzeya, mobilya',
  health:
    'pharmacie, hopital, clinique, medecin, consultation, laboratoire, analyses, ordonnance, dawa, hospitali, zahanati, duka la dawa, farmasi, ivuriro, ibitaro, saydaleya, mostashfa, doktor, maamal tahalil',
  education:
    'ecole, scolarite, frais scolaires, frais de scolarite, universite, lycee, college, inscription, inscription ecole, fournitures scolaires, cours, ada, ada ya shule, shule, chuo, chuo kikuu, karo, amafaranga yishuri, ishuri, kaminuza, madrasa, masareef madrasa, gamaa, dorous',
  leisure:
    'cinema, loisirs, hotel, paris sportifs, loterie, bar, boite de nuit, billetterie, michezo, kubeti, bahati nasibu, nady, funduq',
  'personal-care':
    'coiffure, salon de coiffure, tresses, coiffeur, pressing, lavage, beaute, kinyozi, kusuka, urembo, kwafir, halak, maghsala',
  cash: 'retrait, retrait dab, retrait gab, retrait especes, retrait agent, kutoa pesa, kutoa fedha, umekitoa, kubikuza, sahb, sahb naqdi, retrait guichet',
  rent: 'loyer, loyer maison, proprietaire, agence immobiliere, syndic, kodi, kodi ya nyumba, pango, ubukode, inzu, igar, igar shaqa, ordures menageres, gardien',
  electricity:
    'electricite, facture electricite, courant, compteur, eau, facture eau, woyofal, umeme, luku, maji, dawasa, bili ya maji, amazi, umuriro, cash power, kahraba, miyah, ghaz, gaz butane, bouteille de gaz',
  airtime:
    'credit telephonique, recharge telephonique, achat credit, forfait, forfait internet, pass internet, illimix, fibre optique, muda wa maongezi, vocha, salio, kifurushi, bando, amainite, ama unite, rasid, shahn, baqat internet',
  subscriptions: 'abonnement, abonnement tv, reabonnement, bouquet canal, ishtirak, malipo ya king amuzi',
  insurance:
    'assurance, assurance auto, assurance maladie, mutuelle, prime assurance, bima, bima ya afya, mituelle, ubwishingizi, tamin, taameen, cotisation retraite',
  family:
    'famille, maman, papa, mere, pere, soeur, frere, tante, oncle, epouse, soutien famille, depense maison, popote, mama, baba, dada, kaka, shangazi, bibi, babu, familia, matumizi nyumbani, umuryango, papa na mama, masareef beit, ommi, abouya, ukhti',
  community:
    'eglise, dime, quete, mosquee, zakat, aumone, don, cotisation association, deces, bapteme, mariage contribution, kanisa, sadaka, zaka, fungu la kumi, mchango, mchango wa harusi, rambirambi, msikiti, icyacumi, ituro, itorero, tabarroa, sadaqa, gamaeya khayriya',
  group:
    'tontine, cotisation tontine, natt, kikundi, mchango wa kikundi, vikoba, hisa, ikimina, umugabane, gameya, gamiya, ushirika, mutuelle epargne',
  loan: 'pret, remboursement, remboursement pret, echeance, echeance pret, credit conso, traite, mkopo, rejesho, rejesho la mkopo, deni, inguzanyo, kwishyura inguzanyo, qist, aqsat, qard, sadad qard, microcredit',
  'bank-fees':
    'frais, frais bancaires, frais tenue de compte, tenue de compte, agios, commission, frais carte, cotisation carte, timbre, timbre fiscal, taxe, tva, ada ya benki, makato, tozo, rusumu, amafaranga ya serivisi, rosoum, masareef edareya, damgha, omoula',
  'mobile-fees':
    'frais de transfert, frais retrait, ada ya kutoa, makato ya muamala, ada ya muamala, frais transaction mobile',
  'own-transfer':
    'virement interne, vers mon epargne, epargne, compte epargne, akiba, weka akiba, kuzigama, tahweel dakhely, wadiaa',
};
