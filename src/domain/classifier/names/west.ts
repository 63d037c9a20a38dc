import type { Names } from './names.ts';

export const NG: Names = {
  food: 'shoprite, spar, ebeano, justrite, foodco, prince ebeano, hubmart, addide, market square, next cash and carry, grand square, sahad stores, blenco, renee supermarket, jendol, bokku mart, roban stores, mile 12 market, balogun market, oyingbo market, bodija market, wuse market, ariaria market, farmcity',
  'eating-out':
    'chicken republic, mr biggs, kilimanjaro, the place, sweet sensation, tantalizers, tastee fried chicken, dominos, cold stone, kfc, burger king, bukka hut, mega chicken, genesis restaurant, item 7, chowdeck, glovo, heyfood, food court, barcelos, ofada boy, yakoyo, cactus, amala shitta, jevinik, krispy kreme',
  transport:
    'lagride, rida, nnpc retail, oando, conoil, mobil, total energies, mrs oil, forte oil, ardova, rainoil, northwest petroleum, eterna, bovas, nipco, enyo, cowry card, lamata, brt, danfo, gigm, god is good motors, abc transport, peace mass transit, guo transport, chisco, libra motors, air peace, arik air, ibom air, green africa, dana air, united nigeria airlines, lcc toll, nrc train, gokada, maxng',
  shopping:
    'jumia, konga, slot, pointek, jiji, game stores, mr price, pep, spar home, zaron, computer village, payporte, kara, fouani, hisense store, ruff n tumble, casa bella, vava furniture, aba market',
  health:
    'medplus, healthplus, alpha pharmacy, nett pharmacy, reddington hospital, lagoon hospital, eko hospital, luth, uch ibadan, lasuth, synlab, afriglobal medicare, clina lancet, evercare, st nicholas hospital, mopheth pharmacy, euracare',
  education:
    'waec, neco, jamb, nabteb, unilag, university of lagos, oau, unn, uniben, covenant university, babcock university, lasu, yabatech, federal poly, noun, remita school fees, greensprings, corona schools, loyola jesuit, altschool, utiva, ican',
  leisure:
    'bet9ja, sportybet, betking, nairabet, 1xbet, betway, msport, bangbet, baba ijebu, premier lotto, filmhouse, genesis cinemas, silverbird, ozone cinemas, quilox, hard rock cafe, ifitness, eko hotel, transcorp hilton, tarkwa bay, landmark beach, nike art gallery, tix africa',
  rent: 'lawma, estate association, psp waste, spleet, muster, small small rent',
  electricity:
    'ikedc, ikeja electric, ekedc, eko electric, aedc, ibedc, phed, kedco, eedc, enugu disco, jed, jos electricity, bedc, kaedco, aba power, buypower, lagos water corporation, fct water board, phcn, powertech, irecharge, lumos solar, arnergy',
  airtime:
    'mtn, mtn nigeria, mtn vtu, glo, globacom, glo data, airtel, airtel nigeria, 9mobile, etisalat, spectranet, smile communications, swift networks, ipnx, fibreone, starlink, tizeti, ntel',
  subscriptions:
    'dstv, gotv, startimes, showmax, multichoice nigeria, tstv, audiomack, boomplay, irokotv, punch newspaper, prime video naira',
  insurance:
    'leadway assurance, axa mansard, aiico, custodian insurance, nem insurance, cornerstone insurance, hygeia hmo, reliance hmo, avon hmo, total health trust, consolidated hallmark, coronation insurance, nhia',
  community:
    'rccg, winners chapel, living faith church, daystar, mfm, coza, deeper life, nasfat, house on the rock, catholic archdiocese, ecwa, anglican communion, elevation church, salvation ministries, town union dues, umunna levy, aso ebi',
  group:
    'ajo, esusu, isusu, adashe, ajo contribution, esusu weekly, cooperative nigeria, staff cooperative, cowrywise circle',
  loan: 'carbon, paylater, fairmoney, branch international, palmcredit, okash, quickcheck, aella credit, renmoney, page financials, lidya, lendsqr, easybuy, cdcare, migo, kiakia, newcredit, xcrosscash, lapo, gt quick credit, access payday loan, fast credit, kcash',
  'bank-fees':
    'emtl, electronic money transfer levy, emt levy, nip charge, nip fee, cot, fgn stamp duty, sms alert charge, sms banking fee, cbn levy, neft charge, hardware token, amt charge, instant pay charge, ussd session fee, ussd charge',
  'mobile-fees': 'opay fee, palmpay fee, moniepoint charge, pos charge, paga fee',
  'own-transfer':
    'piggyvest, cowrywise, kuda save, risevest, bamboo invest, chaka, i invest, alat goal, owealth, owealth deposit, stanbic ibtc money market, targetsave',
  'in:salary':
    'remita salary, ippis, gifmis salary, fgn salary, nysc allowee, nysc allowance, npower stipend, lagos state government salary',
  'in:business':
    'paystack, flutterwave, paystack payout, moniepoint settlement, interswitch settlement, opay merchant settlement, jumia vendor payout, grey payout, cleva, raenest, geegpay, bumpa, monnify',
  'in:group-payout': 'ajo, esusu, adashe, ajo payout, esusu collection',
};

export const GH: Names = {
  food: 'melcom supermarket, maxmart, shoprite accra, palace mall, koala, game ghana food, citydia, all needs, makola market, kaneshie market, kejetia market, kantamanto foodstuff, agbogbloshie market, fish pond meat shop, farmer george, kenkey',
  'eating-out':
    'papaye, kfc ghana, chicken inn, pizza inn, pizzaman chickenman, burger king ghana, marwako, basilissa, bush canteen, bolt food, eddys pizza, azmera, barcelos ghana, waakye, auntie muni waakye, jollof spot, chop bar, starbites',
  transport:
    'goil, shell ghana, total ghana, star oil, zen petroleum, petrosol, engen ghana, allied oil, frimps oil, vip jeoun, stc intercity, ok transport, trotro, metro mass transit, yango ghana, africa world airlines, passion air, ghana railway',
  shopping:
    'melcom, jiji ghana, jumia ghana, franko phones, telefonika, compughana, electroland, hisense ghana, woodin, gtp, kantamanto, orca deco, decathlon ghana, kingdom books',
  health:
    'ernest chemists, top up pharmacy, add pharma, korle bu, 37 military hospital, ridge hospital, nyaho medical, lister hospital, mds lancet ghana, trust hospital, medilab, east cantonments pharmacy, okomfo anokye',
  education:
    'university of ghana, legon, knust, ucc, upsa, gimpa, ashesi, waec ghana, bece, achimota school, presec, central university, valley view university, school placement, ges',
  leisure:
    'betway ghana, sportybet ghana, msport ghana, mybet, soccabet, nla lotto, national lottery authority, silverbird accra, labadi beach, aburi gardens, bloombar, kempinski accra, pippas gym',
  rent: 'zoomlion, rent advance, state housing',
  electricity:
    'ecg, ecg prepaid, ecg powerapp, nedco, ghana water, gwcl, ghana water company, enclave power, blue gas, goil gas',
  airtime:
    'mtn ghana, mtn airtime, mtn bundle, vodafone ghana, telecel, telecel ghana, airteltigo, at ghana, surfline, busy internet, glo ghana, mtn turbonet, starlink ghana',
  subscriptions:
    'dstv ghana, gotv ghana, startimes ghana, multichoice ghana, netflix ghs, hd plus, multi tv, showmax ghana',
  insurance:
    'enterprise life, enterprise insurance, star assurance, sic insurance, glico, hollard ghana, nhis, nhis renewal, ssnit, acacia health, miplan, old mutual ghana, vanguard assurance',
  community:
    'icgc, church of pentecost, lighthouse chapel, action chapel, presbyterian church ghana, methodist church ghana, funeral donation, outdooring, nsawa',
  group: 'susu, susu collector, susu contribution, credit union, staff welfare susu',
  loan: 'qwikloan, mtn qwikloan, xpressloan, ahomka loan, fido, fido loan, izwe loans, letshego ghana, bayport ghana, absa payday ghana, advans, opportunity international, letshego mashloan',
  'bank-fees': 'e levy bank, ghipss fee, gip charge, gip transfer fee, cot ghana, gh link fee',
  'mobile-fees':
    'momo fee, momo charge, e levy, elevy, mtn momo charge, vodafone cash fee, telecel cash charge, cash out fee',
  'own-transfer':
    'ylo savings, mtn momo to bank, bank to momo, achieve by petra, databank mfund, databank epack',
  'in:salary':
    'cagd salary, controller and accountant general, national service allowance, nss allowance, ghana education service salary, nurses allowance',
  'in:business':
    'momo merchant settlement, hubtel settlement, hubtel payout, expresspay settlement, paystack ghana, zeepay, slydepay',
  'in:group-payout': 'susu, susu payout, susu collection',
};

export const SN: Names = {
  food: 'auchan senegal, auchan dakar, carrefour market dakar, super u, hyper exclusive, citydia senegal, marche sandaga, marche tilene, marche kermel, marche hlm, patisen, sakanal, la gondole, elydia',
  'eating-out':
    'la brioche doree, brioche doree, yum yum, pat dor, chez fatou, dibiterie haoussa, thieboudienne, kfc senegal, le lagon, caesars, eric kayser dakar, paul dakar, graine dor, yassa',
  transport:
    'total senegal, shell senegal, vivo energy senegal, eydon petroleum, oryx senegal, ola energy, star oil senegal, dakar dem dikk, ter dakar, brt dakar, senac autoroute, peage autoroute avenir, eiffage peage, heetch senegal, yango senegal, yassir, air senegal, ndiaga ndiaye, tata aftu',
  shopping:
    'jumia senegal, expat dakar, orca senegal, city sport, sea plaza, kermel boutique, electroplanet dakar, maison du tissu, colobane, hlm tissus, darty dakar, senelec boutique',
  health:
    'pharmacie guigon, hopital principal, hopital fann, clinique de la madeleine, suma assistance, bio24, laboratoire bio 24, pharmacie mermoz, clinique casahous, institut pasteur dakar',
  education:
    'ucad, universite cheikh anta diop, ism dakar, sup de co, ecole franco senegalaise, cours sainte marie de hann, lycee jean mermoz, bem dakar, esp dakar, ugb saint louis, campusen',
  leisure:
    'lonase, parions sport lonase, 1xbet senegal, premier bet senegal, sunubet, canal olympia, pathe dakar, king fahd palace, saly portudal, terrou bi, magic land, cine sea plaza',
  electricity:
    'senelec, woyofal, facture senelec, sen eau, seneau, sde, totalgaz, lobbou mame diarra gaz, oolu solar, baobab plus',
  airtime:
    'orange senegal, orange sn, seddo, free senegal, yas senegal, expresso senegal, promobile, orange fibre, kirene mobile, illimix max, pass orange',
  subscriptions: 'canal plus senegal, canal plus sn, canalbox, rapido canal, startimes senegal, excaf',
  insurance:
    'axa senegal, nsia senegal, amsa assurances, sunu assurances, allianz senegal, ipres, css, askia assurances, mutuelle de sante',
  community:
    'touba, magal touba, dahira, adiya, gamou, korite, tabaski don, eglise sainte therese, zakat senegal',
  group: 'natt, tontine dakar, tour natt, mbotaye, mec, crec, cotisation dahira tontine',
  loan: 'pamecas, cofina, baobab senegal, microcred, acep, cms pret, credit mutuel du senegal, wave credit, orange money tik tak, bimao, la banque agricole pret',
  'bank-fees':
    'agios ecobank, frais sgbs, frais cbao, tenue de compte cbao, frais gim uemoa, cotisation carte gim',
  'mobile-fees': 'frais wave, frais orange money, frais om, frais free money, commission wari',
  'in:salary':
    'solde etat, tresor public senegal, salaire fonction publique, bourse ucad, virement salaire sonatel',
  'in:business':
    'wave business, paydunya, orange money marchand, encaissement wave, intouch reglement, paytech',
  'in:group-payout': 'natt, tour natt, gain tontine',
  'in:gift-received': 'ria senegal, wave recu diaspora, small world, joni joni recu, transfert diaspora',
};

export const CI: Names = {
  food: 'carrefour abidjan, prosuma, casino mandarine, cap nord, super hayat, auchan ci, king cash, bonprix, sococe, leader price ci, marche adjame, marche de treichville, marche cocody, cdci, ivoire poisson, attieke',
  'eating-out':
    'burger king ci, kfc ci, pizza hut ci, des gateaux et du pain, paul ci, norima, maquis du val, chez tanti, garba, allocodrome, la brioche abidjan, saint germain abidjan, glovo ci, yango delivery',
  transport:
    'sotra, stl lagune, citrans, petroivoire, petro ivoire, total ci, shell ci, ola energy ci, corlay, klenzi, peage hkb, pont hkb, gbaka, woro woro, uta transport, stif, utb, heetch ci, yango ci, air cote divoire',
  shopping:
    'jumia ci, socoda, orca ci, decathlon ci, electroplanet ci, cosmos yopougon, playce marcory, playce palmeraie, vlisco, woodin ci, uniwax, sicogi boutique, la maison du tissu',
  health:
    'pharmacie des lagunes, pharmacie saint jean, chu de cocody, chu treichville, pisam, clinique farah, clinique danga, polyclinique, laboratoire longchamp, pharmacie du plateau, muguga',
  education:
    'universite felix houphouet boigny, inphb, groupe loko, pigier ci, college moderne, lycee classique abidjan, deco examen, inscription en ligne ci, agitel, treso pay scolarite, ecole les dauphins, lycee sainte marie cocody',
  leisure:
    'lonaci, pmu lonaci, 1xbet ci, betclic ci, premierbet ci, majestic ivoire, pathe ci, sofitel ivoire, assinie, parc de jeux, espace latrille cinema, bushman cafe',
  electricity:
    'cie, facture cie, cie prepaye, sodeci, facture sodeci, petroci gaz, simam gaz, oryx gaz ci, zeci solaire',
  airtime:
    'orange ci, orange cote divoire, mtn ci, moov africa ci, moov ci, gva fibre, canalbox ci, pass mtn ci, pass moov, credit moov',
  subscriptions: 'canal plus ci, canal ci reabonnement, startimes ci, rapido ci, netflix xof, easy tv',
  insurance:
    'nsia ci, sunu assurances ci, saham assurance, allianz ci, atlantique assurances, cnps, cmu, mci care, mugefci, leadway ci',
  community:
    'cathedrale saint paul, eglise methodiste ci, vases dhonneur, cotisation deces, mutuelle village, mosquee du plateau, don riviera',
  group: 'tontine abidjan, likelemba, cotisation tontine ci, coopec',
  loan: 'unacoopec, advans ci, microcred ci, cofina ci, baobab ci, mtn momokash, momokash, moov pret, orange bank pret, tik tak, alios finance',
  'bank-fees':
    'frais sgci, agios sib, frais nsia banque, tenue de compte bicici, frais ecobank ci, timbre quittance',
  'mobile-fees': 'frais momo ci, frais moov money, frais wave ci, frais om ci',
  'in:salary': 'solde fonctionnaire, tresor ci salaire, bourse etudiant ci, dgf solde',
  'in:business': 'cinetpay, wave business ci, djamo business, encaissement momo, hub2, reglement planteur',
  'in:group-payout': 'tontine, likelemba, tour de tontine',
};
