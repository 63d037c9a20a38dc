import type { Names } from './names.ts';

export const KE: Names = {
  food: 'naivas, quickmart, carrefour kenya, chandarana, cleanshelf, eastmatt, tuskys, uchumi, mulleys, khetias, zucchini, greenspoon, twiga foods, wakulima market, gikomba food, marikiti, kenchic, farmers choice, mama mboga, brookside dairy, unga',
  'eating-out':
    'java house, kfc kenya, artcaffe, galitos, chicken inn kenya, big square, pizza inn kenya, creamy inn, cj s, kilimanjaro jamia, mama oliech, ranalo foods, carnivore, planet yogurt, glovo kenya, bolt food kenya, uber eats kenya, nyama choma, kibanda',
  transport:
    'rubis, rubis energy, shell kenya, vivo energy kenya, totalenergies kenya, ola energy kenya, hass petroleum, national oil, lexo energy, astrol petrol, matatu, super metro, easy coach, modern coast, guardian coach, mash poa, sgr madaraka, kenya railways, kenya airways, jambojet, little cab, faras, wasili, nairobi expressway, moja expressway, kaps parking, nairobi county parking, ntsa, kenatco',
  shopping:
    'jumia kenya, kilimall, hotpoint, jiji kenya, gikomba, eastleigh, naivas electronics, vivo woman, bata kenya, text book centre, phone place kenya, masoko, sky garden, copia, miniso kenya, mr price kenya, lc waikiki kenya, game kenya, tile and carpet',
  health:
    'goodlife pharmacy, goodlife, haltons, portal pharmacy, mydawa, aga khan hospital, nairobi hospital, mater hospital, mp shah, kenyatta national hospital, gertrudes, avenue hospital, lancet kenya, pathologists lancet, nairobi womens, penda health, coptic hospital, optica, lifecare',
  education:
    'helb, knec, kuccps, university of nairobi, uon, kenyatta university, jkuat, strathmore, usiu, moi university, mount kenya university, zetech, kasneb, kca university, alliance high school, brookhouse, makini schools, moringa school, eneza, longhorn',
  leisure:
    'sportpesa, betika, odibets, mozzart bet, betway kenya, betin, shabiki, lotto kenya, imax kenya, anga cinema, prestige cinema, kws entry, nairobi national park, sarova, serena hotel, village market, alchemist bar, tusker, kenya wine agencies, gym smart gyms, ticketsasa, mookh',
  rent: 'nairobi city county rates, service charge apartment, taka taka, garbage collection, hass property, buyrentkenya, nhc rent',
  electricity:
    'kplc, kplc prepaid, kenya power, kplc tokens, nairobi water, nairobi water and sewerage, mombasa water, kiambu water, ruwasco, nakuru water, eldowas, kgas, progas, m gas, hashi gas, m kopa solar, d light, sun king, koko fuel',
  airtime:
    'safaricom, safaricom airtime, safaricom offers, safaricom home fibre, safaricom postpaid, airtel kenya, telkom kenya, faiba, jtl faiba, zuku fiber, liquid home, poa internet, tingg airtime, okoa jahazi, bonga, vilcom',
  subscriptions:
    'zuku, zuku tv, dstv kenya, gotv kenya, startimes kenya, showmax kenya, viusasa, nation media, standard media, multichoice kenya, baze',
  insurance:
    'nhif, sha, shif, social health authority, jubilee insurance, britam, cic insurance, apa insurance, uap old mutual, madison insurance, aar insurance, ga insurance, heritage insurance, first assurance, icea lion, nssf, kenya orient, turaco, lami',
  community:
    'aic church, pcea, ack church, citam, mavuno church, nairobi chapel, jcc, sda church, catholic diocese nairobi, mchango, harambee, m changa, jamia mosque, deliverance church, cuea chaplaincy',
  group:
    'chama, chama contribution, merry go round, stima sacco, mwalimu sacco, unaitas, harambee sacco, kenya police sacco, chamasoft, hazina sacco, mhasibu sacco, imarika sacco, table banking, tower sacco',
  loan: 'fuliza, fuliza m pesa, m shwari loan, m shwari, kcb mpesa loan, kcb m pesa, tala, branch kenya, zenka, timiza, eazzy loan, hustler fund, okash kenya, stawika, platinum credit, mogo, watu credit, izwe kenya, faulu, kwft, lipa later, aspira, asset finance, opesa, ngao credit',
  'bank-fees':
    'excise duty, ledger fees, pesalink charge, pesalink fee, eft charge, rtgs charge, kcb charges, equity charges, coop charges, ncba charges',
  'mobile-fees':
    'm pesa charge, mpesa charge, customer transfer of funds charge, pay bill charge, withdrawal charge, merchant payment charge, business payment charge, airtel money charge, send money charge',
  cash: 'customer withdrawal at agent till, agent till withdrawal, m pesa agent, mpesa agent, pesapoint atm',
  'own-transfer':
    'm shwari deposit, m shwari lock, kcb m pesa savings, ziidi, mali, cic money market, etica mmf, sanlam money market, britam mmf, zimele, ndovu, hisa investment, m akiba, zidisha account',
  'in:salary':
    'tsc salary, teachers service commission, public service salary, ghris, kdf salary, ipdd, county government salary, inua jamii',
  'in:business':
    'lipa na mpesa settlement, buy goods settlement, till to bank, pesapal settlement, jambopay settlement, kopo kopo, intasend, dpo kenya, jumia kenya payout, uber kenya bv earnings, bolt kenya earnings, remotasks, cellulant',
  'in:group-payout': 'chama, chama payout, merry go round, sacco dividend payout, table banking payout',
  'in:loan': 'fuliza disbursement, m shwari loan disbursement, tala loan received',
};

export const UG: Names = {
  food: 'capital shoppers, carrefour uganda, quality supermarket, mega standard, fraine supermarket, shoprite uganda, nakasero market, owino food, kalerwe market, nakawa market, fresh cuts, quality cuts, jesa dairy, bugolobi market, ntinda market, matooke',
  'eating-out':
    'cafe javas, javas, kfc uganda, chicken tonight, pizza hut uganda, good african coffee, endiro, rolex, cj s kampala, holy crepe, 2k restaurant, jumia food uganda, glovo uganda, muchomo, kfc kampala, cayenne',
  transport:
    'shell uganda, vivo uganda, total uganda, totalenergies uganda, stabex, hass uganda, rubis uganda, gaz uganda, mogas, safeboda, faras uganda, link bus, post bus, swift safaris, jaguar coaches, gateway bus, uganda airlines, multiplex parking, entebbe expressway, ura licence, spear motors',
  shopping:
    'jumia uganda, jiji uganda, game lugogo, mr price uganda, bata uganda, kikuubo, owino market, banana boat, acacia mall, aristoc booklex, villa electronics, dembe trading, nina interiors, roofings',
  health:
    'ecopharm, guardian pharmacy, first pharmacy, vine pharmacy, mulago hospital, nsambya hospital, case hospital, nakasero hospital, kampala hospital, lancet uganda, mengo hospital, international hospital kampala, rubaga hospital, c care',
  education:
    'makerere, makerere university, kyambogo university, uneb, schoolpay, school pay, surepay, ndejje university, ucu mukono, kampala international university, umu nkozi, st marys kisubi, gayaza high, greenhill academy, mubs',
  leisure:
    'fortebet, betway uganda, gal sport betting, champion bet, ababet, fenix lotto, century cinemax, ggaba beach, serena kampala, munyonyo, bell lager, wandegeya bar, uwa park, queen elizabeth park, zone 7, lotto ug',
  electricity:
    'umeme, umeme yaka, yaka, uedcl, nwsc, national water, national water and sewerage, shell gas uganda, stabex gas, fenix solar, solarnow, m kopa uganda, kacita gas',
  airtime:
    'mtn uganda, mtn voice bundle, airtel uganda, airtel voice bundle, airtel pakalast, utl, lycamobile uganda, roke telkom, zuku uganda fiber, liquid uganda, smile uganda, kabod airtime, k2 telecom',
  subscriptions:
    'dstv uganda, gotv uganda, startimes uganda, azam tv uganda, multichoice uganda, zuku uganda, showmax uganda, new vision subscription',
  insurance:
    'nssf uganda, jubilee uganda, uap uganda, sanlam uganda, goldstar insurance, aar uganda, icea uganda, prudential uganda, britam uganda, motor third party uganda, liberty life uganda',
  community:
    'watoto church, miracle centre, all saints cathedral, phaneroo, kwanjula contribution, mabugo, rubaga cathedral, namirembe, worship harvest, uganda muslim supreme council, introduction contribution',
  group:
    'savings circle, vsla, wazalendo sacco, village savings, kibiina, exodus sacco, y save, sacco uganda, emyooga',
  loan: 'mokash, mokash loan, wewole, airtel wewole, pride microfinance, finca uganda, brac uganda, numida, letshego uganda, platinum credit uganda, ugafode, tugende, post bank wendi loan, quick cash loan, asaak',
  'bank-fees':
    'excise duty uganda, stanbic uganda charges, centenary charges, ledger fee uganda, ura withholding, agent banking fee',
  'mobile-fees':
    'mtn momo uganda charge, airtel money uganda fee, mobile money tax, withdraw charge momo, sending fee momo, momo levy',
  'own-transfer':
    'mokash savings, airtel savings, uap unit trust, icea unit trust, sanlam income fund, xeno investment, ssentezo',
  'in:salary':
    'ministry of public service salary, mops salary, teachers salary uganda, updf salary, ura salary, local government salary',
  'in:business':
    'momopay settlement, pesapal uganda, beyonic, flutterwave uganda, safeboda earnings, xente, yo payments, easypay settlement',
  'in:group-payout': 'savings circle, vsla payout, cash round payout, kibiina payout',
};

export const TZ: Names = {
  food: 'shoppers plaza, shoppers supermarket, village supermarket, viva supermarket, tsn supermarket, food lovers tanzania, kariakoo sokoni, soko la kisutu, soko la tandale, kilombero sugar, azam bakers, bakhresa, mama ntilie, feri samaki, genge',
  'eating-out':
    'samaki samaki, kfc tanzania, pizza hut tanzania, marry brown, subway dar, mgahawa, chipsi mayai, grano coffee, cape town fish market, akemi, the slow leopard, steers tanzania, piki, mishkaki',
  transport:
    'puma energy tanzania, oryx tanzania, total tanzania, gapco, lake oil, camel oil, engen tanzania, udart, mwendokasi, dart, daladala, azam marine, azam sealink, tazara, trc sgr, shabiby, bm coach, abood bus, kilimanjaro express, dar express, air tanzania, precision air, bolt tanzania, ping tanzania, kigamboni ferry, latra, tarura parking',
  shopping:
    'kariakoo, mlimani city, jiji tanzania, kikuu, inalipa store, gsm mall, game tanzania, mr price tanzania, bata tanzania, samsung dar, a novel idea, ubungo plaza, simba cement, maduka makubwa',
  health:
    'muhimbili, aga khan dar, regency medical, hindu mandal, ccbrt, tmj hospital, duka la dawa muhimu, nakiete pharmacy, besta, lancet tanzania, kairuki hospital, bugando, kcmc, amana hospitali, bima nhif dawa',
  education:
    'udsm, university of dar es salaam, necta, heslb, udom, sua morogoro, mzumbe, ardhi university, ifm, cbe, feza schools, st augustine university, veta, tcu, baobab school, shule ya msingi',
  leisure:
    'betpawa, sportpesa tanzania, mbet, m bet, gal sport tz, princess bet, mkeka bet, biko, tatu mzuka, premier bet tanzania, century cinemax dar, serengeti, ngorongoro, coco beach, kilimanjaro beer, safari lager, tanapa, elements dar, parimatch tz',
  electricity:
    'tanesco, luku, tanesco luku, dawasa, dawasco, mwauwasa, auwsa, ruwasa, oryx gas, taifa gas, lake gas, zola electric, m kopa tz, sunking tz, mihan gas, ewura',
  airtime:
    'vodacom tanzania, voda bando, tigo, tigo tanzania, tigo bando, yas tanzania, airtel tanzania, halotel, ttcl, zantel, smile tanzania, ttcl fibre, raha, simbanet, supercom, bando la wiki, kifurushi cha mwezi',
  subscriptions:
    'azam tv, azamtv, azam max, dstv tanzania, startimes tanzania, continental decoder, ting, zuku tz, multichoice tanzania, mwananchi gazeti',
  insurance:
    'nhif tanzania, nssf tz, psssf, jubilee tanzania, strategis, britam tz, alliance insurance, nic tanzania, sanlam tz, heritage tz, bima ya gari, ichf, bumaco',
  community:
    'kkkt, kanisa katoliki, tag kanisa, efatha, mchango wa harusi, mchango wa msiba, rambirambi, bakwata, send off mchango, kitchen party mchango, ibada sadaka, azania front',
  group:
    'vicoba, upatu, vikoba, vicoba mchango, hisa vicoba, saccos, ushirika saccos, kikoba, mchezo wa upatu',
  loan: 'songesha, m pawa, mpawa mkopo, nivushe, timiza tz, bustisha, branch tanzania, tala tz, platinum credit tz, finca tz, letshego faidika, faidika, bayport tz, watu tz, brac tz, heslb rejesho, asa microfinance, pass mkopo, nipige tafu',
  'bank-fees':
    'ada ya mwezi, makato ya benki, sms charge nmb, crdb charges, nmb charges, nbc fee, tozo ya serikali, govt levy, tips fee',
  'mobile-fees':
    'tozo, tozo ya muamala, ada ya kutoa pesa, makato ya mpesa, makato ya tigo pesa, airtel money ada, halopesa makato, ada ya kutuma',
  cash: 'umetoa wakala, kutoa wakala, kutoa pesa wakala, simbanking wakala, wakala',
  'own-transfer':
    'm koba, mkoba akiba, timiza akiba, utt amis, utt amis umoja, liquid fund utt, nmb pesa fasta, weka akiba, mixx akiba',
  'in:salary': 'mshahara wa mwezi, hazina mshahara, mishahara serikali, tamisemi mshahara, posho, pensheni',
  'in:business':
    'lipa namba, lipa kwa mpesa mauzo, selcom settlement, selcom pay, dpo tanzania, azampay, clickpesa, malipo ya wateja, tigo lipa settlement',
  'in:group-payout': 'upatu, vicoba gawio, mchezo zamu, kikoba gawio',
};

export const RW: Names = {
  food: 'simba supermarket, la gourmandise, sawa citi, ndoli s, t2000, frulep, kimironko market, isoko rya kimironko, isoko rya nyarugenge, deluxe supermarket, woodland supermarket, inyange, german butchery, azam bakery rwanda, isombe, brochette',
  'eating-out':
    'bourbon coffee, java house rwanda, meze fresh, question coffee, brioche kigali, kfc rwanda, simba cafe, repub lounge, chez lando, chez robert, vuba vuba, pili pili, khana khazana, akabenzi',
  transport:
    'engen rwanda, sp rwanda, societe petroliere, kobil rwanda, rubis rwanda, merez, mount meru, lake petroleum, yego moto, yego cab, yegomoto, volcano express, ritco, kbs, tap and go, safaris transport, rwandair, horizon express, kigali parking, move rwanda, ac group',
  shopping:
    'kigali city tower, ubi mall, hotpoint kigali, mara phones, quincaillerie, ikirezi bookshop, inzuki, moshions, umurava, dmm hehe, muraho store, ecobuy, made in rwanda shop, caguwa',
  health:
    'king faisal hospital, chuk, rwanda military hospital, kibagabaga, la croix du sud, polyfam, pharmacie conseil, vine pharmacie, unipharma, legacy clinics, lancet rwanda, baho hospital, kipharma, zipline',
  education:
    'university of rwanda, ur huye, ulk, auca, kepler, alu rwanda, irembo nesa, nesa, green hills academy, riviera high, lycee de kigali, ines ruhengeri, umwalimu sacco school fees, davis college, mku rwanda, brd student loan',
  leisure:
    'forte bet rwanda, premier bet rwanda, gorilla games, winner rwanda, inzozi lotto, century cinema kigali, bk arena, akagera park, primus, skol, mutzig, kigali convention centre, waka fitness, inema',
  electricity:
    'reg, eucl, cash power, cashpower, wasac, mobisol rwanda, bboxx, sp gas, kobil gas, ignite power, engie rwanda, umuriro cash power',
  airtime:
    'mtn rwanda, mtn rwandacell, gwamon, airtel rwanda, liquid rwanda, canalbox rwanda, ktrn, bsc internet, mango 4g, ama inite, ama unites mtn',
  subscriptions:
    'canal plus rwanda, startimes rwanda, dstv rwanda, azam tv rwanda, zacu tv, multichoice rwanda',
  insurance:
    'rssb, rssb cbhi, mituelle de sante, mutuelle de sante, mutuelle, radiant insurance, sonarwa, prime insurance rwanda, sanlam rwanda, britam rwanda, ejo heza, mua rwanda, mmi',
  community:
    'umuganda fine, adepr, zion temple, regina pacis, eglise catholique kigali, itorero, gutwerera, ubukwe contribution, gushyingura, agaciro fund, restoration church, umusanzu',
  group:
    'ikimina, ikibina, sacco umurenge, umurenge sacco, umwalimu sacco, zigama css, kwizigama ikimina, tontine kigali',
  loan: 'mokash rwanda, bk quick loan, ikofi, urwego bank loan, inkunga finance, letshego rwanda, duterimbere, as finance, copedu, jali finance, ampersand, inguzanyo mokash, clecam ejo heza',
  'bank-fees':
    'bk charges, im bank rwanda fee, equity rwanda charges, frais de gestion, sms banking rwanda, swift fee rwanda',
  'mobile-fees': 'momo rwanda fee, frais momo rwanda, airtel money rwanda fee, ikiguzi momo',
  'own-transfer':
    'rnit iterambere, iterambere fund, mokash kuzigama, bk capital aguka, aguka fund, bank to momo rwanda',
  'in:salary':
    'mifotra salary, umushahara reta, reb teacher salary, ippis rwanda, minecofin salary, rdf salary',
  'in:business':
    'momo pay code settlement, momopay rwanda, irembopay settlement, kpay, flutterwave rwanda, yegomoto earnings, urubuto pay',
  'in:group-payout': 'ikimina, ikimina payout, kugabana ikimina, tontine payout',
};
