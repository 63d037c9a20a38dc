import type { Names } from './names.ts';

export const ZA: Names = {
  food: 'checkers, checkers sixty60, sixty60, pick n pay, pnp, pnp asap, woolworths food, woolies food, shoprite za, spar, superspar, kwikspar, food lovers market, fruit and veg city, boxer, usave, cambridge food, makro food, ok foods, roots butchery, cambridge, choppies, fresh stop, spaza',
  'eating-out':
    'nandos, steers, wimpy, spur, mugg and bean, kfc, debonairs, ocean basket, fishaways, romans pizza, roco mamas, mcdonalds, burger king sa, vida e caffe, seattle coffee, bootlegger, chicken licken, hungry lion, mr d food, mr delivery, uber eats za, tashas, col cacchio, panarottis, barcelos sa, krispy kreme sa, kota, kauai, starbucks',
  transport:
    'engen, engen qshop, sasol, shell select, bp express, caltex, astron energy, totalenergies sa, gautrain, prasa, metrorail, myciti, rea vaya, a re yeng, putco, golden arrow, greyhound, intercape, translux, santaco, taxi fare, sanral, bakwena toll, n3 toll, e toll, flysafair, lift airline, airlink, saa, acsa parking, admyt, parket, supa quick, tiger wheel, hi q, natis licence, avis, first car rental',
  shopping:
    'takealot, superbalist, bash, makro, game stores, mr price, mrp, mr price home, pep, pep home, ackermans, edgars, jet, truworths, foschini, markham, sportscene, totalsports, cotton on, zara sa, h and m, builders warehouse, builders express, cashbuild, leroy merlin, incredible connection, hi fi corp, house and home, russells, lewis stores, ok furniture, cna, exclusive books, clicks beauty, crazy plastics, west pack, miladys, loot, onedayonly, bob shop, makro online, decathlon za, volpes, coricraft, verimark, jumbo cash and carry',
  health:
    'dis chem, dischem, clicks, clicks pharmacy, medirite, netcare, mediclinic, life healthcare, lenmed, ampath, lancet laboratories, pathcare, intercare, spec savers, torga optical, alpha pharm, link pharmacy, medicross, drs radiology, er24',
  education:
    'unisa, university of cape town, uct, wits, university of johannesburg, tut, stellenbosch university, varsity college, rosebank college, damelin, curro, spark schools, advtech, crawford, nsfas, college of cape town tvet, matric, ieb, kumon, getsmarter, aros, eduvos, boston city campus, advtech schools',
  leisure:
    'hollywoodbets, betway za, sportingbet, supabets, lottostar, national lottery, ithuba, lotto za, playa bets, easybet, world sports betting, ster kinekor, nu metro, computicket, webtickets, ticketpro, howler, virgin active, planet fitness, gold reef city, sun international, tsogo sun, sanparks, ushaka, tops at spar, ultra liquors, pick n pay liquor, liquorshop, liquor city, makro liquor, norman goodfellows, airbnb za, southern sun, dros',
  rent: 'body corporate, trafalgar, rentmonkey, payprop, rent rsa, city of johannesburg rates, adt, fidelity adt, chubb armed response, armed response, levy estate, homeowners association, hoa levy, pam golding rental, rawson rental',
  electricity:
    'eskom, city power, prepaid electricity za, city of tshwane, city of cape town, ekurhuleni, ethekwini, johannesburg water, rand water, nelson mandela bay, mangaung, centlec, conlog, citiq prepaid, recharger, landis gyr, easigas, totalgaz sa, afrox, msunduzi',
  airtime:
    'vodacom, vodacom za, vodacom airtime, mtn sp, mtn sa, cell c, telkom, telkom mobile, rain, rain internet, afrihost, mweb, webafrica, openserve, vumatel, cool ideas, axxess, supersonic, fnb connect, capitec connect, virgin mobile sa, frogfoot, herotel, vodacom contract, blue label',
  subscriptions:
    'dstv, multichoice, multichoice sa, showmax za, netflix za, spotify za, openview, apple com bill za, news24, dstv premium, sabc tv licence, tv licence, youtube premium za, deezer za',
  insurance:
    'discovery life, discovery health, discovery insure, outsurance, old mutual, sanlam, momentum, liberty life, hollard, santam, miway, king price, dial direct, auto and general, first for women, budget insurance, clientele, avbob, bonitas, gems, medihelp, fedhealth, bestmed, assupol, metropolitan life, 1life, naked insurance, pineapple insurance, 1st for women, netstar, tracker, cartrack',
  community:
    'nedbank church, methodist church sa, zcc, gift of the givers, rhema, dutch reformed church, ng kerk, spca, hillsong sa, uccsa, backabuddy, doctors without borders sa, sanzaf, every nation, shofar',
  group:
    'stokvel, stokvel contribution, society contribution, burial society, gooi gooi, umgalelo, umcalelo, stokfella, motshelo, grocery stokvel',
  loan: 'african bank loan, capitec loan, capitec credit, wonga, finchoice, direct axis, old mutual finance, bayport sa, wesbank, mfc, nedbank mfc, absa vehicle finance, sa home loans, fnb loan, tfg account, mr price account, edgars account, woolworths financial services, rcs, mobicred, payflex, payjustnow, truworths account, jet account, lewis account, dunns account, debt review, hyphen debt, ndc debt counsellors, nsfas repayment, sanlam personal loan, boodle, finbond',
  'bank-fees':
    'cash deposit fee, unpaid fee, sms notification fee, monthly account admin fee, monthly account fee, immediate payment fee, eft fee, debit order fee, dispute fee, international transaction fee, payshap fee, bank your change, atm balance enquiry fee, prepaid purchase fee, card replacement fee, declined transaction fee, live better fee',
  'mobile-fees': 'ewallet fee, cash send fee, send cash fee, instant money fee',
  cash: 'cash send, ewallet send, ewallet, instant money, cardless cash, checkers cash withdrawal, boxer cash withdrawal, cash at till, spar cash back',
  'own-transfer':
    'live better round up, live better savings, transfer to savings pocket, tymebank goalsave, easyequities, satrix, allan gray, tax free savings, tfsa, coronation fund, money market investment, 10x investments, savings pocket, fnb 32 day, notice deposit',
  'in:salary':
    'persal, salaris, sassa, sassa grant, srd grant, uif payment, uif, sage payroll, psiber salary, magtape credit salary, nsfas allowance, old age grant, child support grant',
  'in:business':
    'yoco, yoco settlement, payfast, snapscan settlement, zapper settlement, ikhokha, ozow, peach payments, takealot seller payout, bob pay, mr d driver earnings, speedpoint settlement, merchant services settlement, uber bv earnings',
  'in:group-payout': 'stokvel, stokvel payout, umgalelo, society payout',
  'in:gift-received': 'ewallet received, cash send received, mukuru, hello paisa, mama money',
};

export const EG: Names = {
  food: 'carrefour egypt, spinneys egypt, seoudi, gourmet egypt, metro market, kheir zaman, fathalla, hyperone, bim egypt, kazyon, oscar grand stores, alfa market, breadfast, ragab sons, awlad ragab, lulu egypt, panda egypt, rabbit mart, royal house, mobaco foods, tbs bakery, el abd',
  'eating-out':
    'talabat egypt, talabat, elmenus, mcdonalds egypt, kfc egypt, cook door, gad, zooba, cilantro, costa coffee egypt, starbucks egypt, abou tarek, koshary el tahrir, bazooka, buffalo burger, mo bistro, hardees egypt, pizza hut egypt, papa johns egypt, tbs, beanos, casper and gambinis, felfela, mori sushi, dunkin egypt, el prince',
  transport:
    'uber egypt, careem, careem egypt, didi egypt, swvl, indrive egypt, cairo metro, metro tickets cairo, enr, egyptian national railways, go bus, gobus, blue bus, super jet, wataniya petrol, taqa petrol, misr petroleum, coop petroleum, mobil egypt, totalenergies egypt, chillout, egyptair, nile air, air cairo, mwasalat misr, halan ride, monorail cairo, traffic fines egypt, rod el farag axis toll',
  shopping:
    'jumia egypt, noon egypt, amazon eg, amazon.eg, souq, b tech, btech, raya shop, 2b computer, radio shack egypt, townteam, lc waikiki egypt, defacto egypt, max fashion egypt, h and m egypt, city stars, mall of egypt, cairo festival city, ikea egypt, american furniture, kahhal, dubai phone, tradeline, concrete, ravin, homzmart, carina, mobica, diwan bookstore',
  health:
    'el ezaby, elezaby pharmacy, seif pharmacy, 19011 pharmacy, roshdy pharmacy, chefaa, yodawy, vezeeta, al borg lab, alborg laboratories, al mokhtabar, alfa lab, as salam hospital, dar al fouad, cleopatra hospital, andalusia hospital, ain shams specialized, kasr al ainy, cairo scan, technoscan, magrabi',
  education:
    'auc, american university in cairo, guc, german university in cairo, cairo university, ain shams university, alexandria university, bue, msa university, misr international university, nile university, thanaweya, ministry of education egypt, masrofat madrasa, nagwa, almentor, berlitz egypt, international school cairo, el alsson, future academy',
  leisure:
    'vox cinemas egypt, renaissance cinema, point 90 cinema, golds gym egypt, smart gym, ahly club, al ahly club, zamalek club, gezira club, wadi degla, shooting club, tazkarti, ticketsmarche, sokhna resort, sharm resort, hurghada resort, giza zoo, pyramids tickets, marassi, cairo opera, egyptian lottery, drinkies, gem museum',
  rent: 'maintenance compound, wadiaa syana, compound maintenance, emaar misr maintenance, sodic maintenance, bawab, new urban communities, palm hills maintenance, housing fund',
  electricity:
    'north cairo electricity, south cairo electricity, canal electricity, alexandria electricity, egyptian electricity holding, kahraba prepaid, cairo water, holding company for water, giza water, alexandria water, petrotrade, town gas, natgas, egypt gas, taqa gas, fawry electricity, modern gas, sahara gas',
  airtime:
    'vodafone egypt, orange egypt, etisalat egypt, e and egypt, we telecom egypt, telecom egypt, te data, we internet, noor internet, fawry recharge, vodafone dsl, orange dsl, etisalat recharge, we landline, el menus mobile, vodafone flex',
  subscriptions:
    'shahid, shahid vip, watch it, bein sports, bein egypt, osn, osn plus, tod tv, anghami, netflix egypt, yango play, starzplay, storytel egypt',
  insurance:
    'misr insurance, misr life insurance, allianz egypt, axa egypt, metlife egypt, gig egypt, bupa egypt, medmark, globemed egypt, suez canal insurance, nosi, social insurance egypt, universal health insurance egypt, mohandes insurance, prime health',
  community:
    'zakat house, bayt al zakat, 57357, hospital 57357 donation, resala, orman association, al orman, misr el kheir, egyptian food bank, magdi yacoub foundation, ahl masr, church donation cairo, mersal, haya karima, abouelreesh donation, life makers',
  group: 'gameya, money fellows, moneyfellows, gamiya monthly, el gameya, gameya turn payment',
  loan: 'valu, valu instalment, souhoola, sympl, contact finance, premium card, aman instalment, halan loan, mnt halan, drive finance, cib loan, nbe loan, banque misr loan, qist, tasaheel, reefy, mashroey, forsa, shahry, bm lease, car loan cib, blnk, mid takseet, lucky one, kashat, b tech instalment',
  'bank-fees':
    'stamp tax egypt, damgha, instapay fee, cib fees, nbe fees, qnb egypt fees, meeza fee, card issuance egypt, foreign currency fee, account opening fee, statement fee egypt, swift charges cairo',
  'mobile-fees':
    'vodafone cash fee, orange cash fee, etisalat cash fee, wallet fee egypt, fawry fee, instapay wallet fee',
  'own-transfer':
    'thndr, thndr invest, azimut egypt, azimut gold, nbe certificate, certificate of deposit, shahadet istismar, bm certificate, cib certificate, wadiaa, beltone fund, bokra, dahab invest',
  'in:salary':
    'murattab, ministry of finance egypt salary, payroll egypt, maash, takaful and karama, government payroll meeza, dopay salary, bonus profit share egypt',
  'in:business':
    'paymob, paymob settlement, fawry settlement, kashier, geidea settlement, noon seller payout, amazon eg seller, uber egypt earnings, mostaql, khamsat, instapay client, opay egypt settlement, jumia egypt vendor',
  'in:group-payout': 'gameya, gameya payout, money fellows payout, qabd gameya',
  'in:interest':
    'certificate interest, faida shahada, awaed shahada, nbe certificate return, monthly return certificate',
};
