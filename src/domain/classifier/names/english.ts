import type { Names } from './names.ts';

/** What English texts of banks and wallets say, whatever the country. */
export const ENGLISH: Names = {
  'in:salary':
    'salary, salaries, monthly salary, staff salary, net salary, payroll, wages, weekly wages, net pay, stipend, allowance, leave allowance, 13th month, bonus, overtime pay, per diem, teachers salary, ministry of finance salary, government salary, civil servants salary, pension, monthly pension, retirement annuity income',
  'in:business':
    'invoice, inv payment, sales, daily sales, pos settlement, merchant settlement, card settlement, till settlement, payout, freelance, upwork, fiverr, payoneer, deel, paypal, stripe, contract payment, consultancy fee, commission earned, driver earnings, market sales, customer payment, payment for goods, proceeds, honorarium, royalty, rent received, tenant rent, rental income, deposit for order, payment for dress, payment for cake',
  'in:gift-received':
    'gift, birthday gift, western union, moneygram, worldremit, sendwave, remitly, ria transfer, lemfi, taptap send, nala, wise, wave transfer received, remittance, support from, from son, from daughter, from brother, from sister, pocket money, upkeep from, wedding gift, condolence received',
  'in:interest':
    'interest, credit interest, interest earned, interest paid, int paid, savings interest, fixed deposit interest, dividend, dividends, treasury bill interest, coupon payment, money market interest, unit trust income',
  'in:group-payout':
    'savings group payout, merry go round payout, thrift payout, contribution payout, rotating savings payout, my turn contribution',
  'in:own-transfer':
    'own account, self, transfer from own account, from savings, from my savings, account to account own, wallet to bank own, sweep from savings, unlock savings',
  'in:loan': 'loan disbursement, loan credit, loan proceeds',
  food: 'supermarket, supermkt, supermarche, hypermarket, minimart, mini mart, mart, groceries, grocery, grocers, provisions, provision store, foodstuff, food stuff, foodstuffs, fresh produce, vegetables, fruits, tomatoes, rice, beans, garri, flour, bread, bakery, bakers, butchery, butcher, meat, fish, fishmonger, chicken, eggs, milk, dairy, cooking oil, market, open market, market women, farmers market, cold room, cold store, wholesale foods, cash and carry, yam, maize',
  'eating-out':
    'restaurant, rest, resto, cafe, coffee, coffee shop, bistro, grill, grillz, bbq, kitchen, kitchens, eatery, canteen, cafeteria, fast food, pizza, pizzeria, burger, shawarma, suya, buka, lunch, dinner, breakfast, takeaway, take away, food delivery, bar and grill, ice cream, juice bar, pastry, pastries, snacks, catering',
  transport:
    'fuel, petrol, diesel, filling station, petrol station, service station, gas station, energies, oil and gas station, fuel station, uber, uber trip, bolt, bolt ride, indrive, in drive, yango, taxi, cab, ride, bus, bus fare, bus ticket, coach, minibus, train, railway, metro, tram, ferry, boda, okada, moto, motorbike, keke, tricycle, parking, car park, toll, tolls, toll gate, fare, airline, airways, flight, flight ticket, car wash, mechanic, vehicle service, tyres, tyre, auto parts, spare parts, driving licence, vehicle licence, road tax',
  shopping:
    'store, stores, shop, boutique, mall, fashion, clothing, clothes, shoes, fabrics, textile, tailor, jewellery, electronics, phones, phone shop, computers, furniture, hardware, building materials, paint, home decor, appliances, gift shop, bookshop, stationery, online store, marketplace, amazon, aliexpress, temu, shein, ebay, ali express, cosmetics store',
  health:
    'pharmacy, pharmacie, pharm, chemist, chemists, hospital, hosp, clinic, clinics, medical, medical centre, health centre, healthcare, doctor, dr consultation, consultation, dental, dentist, optician, opticians, eye clinic, laboratory, lab test, diagnostics, scan, x ray, maternity, physiotherapy, drugs, medicine, vaccine, surgery, ward fees',
  education:
    'school, school fees, sch fees, fees, tuition, tuition fee, university, univ, college, polytechnic, academy, institute, nursery, primary school, secondary school, high school, kindergarten, creche, montessori, boarding fees, exam fee, exam registration, textbooks, uniform, school bus, pta levy, lesson, lessons, course, training, certificate, bursary, hostel fee, udemy, coursera, student loan fee, graduation',
  leisure:
    'bet deposit, bets deposit, betting deposit, sportsbook deposit, casino deposit, lottery deposit, cinema, cinemas, movies, theatre, concert, event, event ticket, tickets, club, night club, lounge, bar, pub, beer, wine, liquor, bottle store, bet, bets, betting, sports betting, casino, lottery, lotto, jackpot, gym, fitness, swimming, park entry, zoo, museum, hotel, resort, lodge, guest house, airbnb, booking.com, holiday, vacation, game, games, gaming, playstation, steam, stadium, football ticket',
  'personal-care':
    'salon, saloon, hair, hair salon, hairdresser, braids, barber, barbers, barbershop, spa, massage, nails, nail bar, beauty, beauty parlour, cosmetics, makeup, laundry, laundromat, dry cleaning, dry cleaners, perfume, skincare',
  cash: 'atm, atm withdrawal, atm wdl, atm cash, cash withdrawal, cash wdl, withdrawal, wdl, cash out, cashout, agent withdrawal, withdraw cash, counter withdrawal, over the counter, pos withdrawal, cash advance, teller withdrawal, cardless withdrawal, withdraw from agent, cash by code',
  rent: 'rent, house rent, rent payment, monthly rent, annual rent, landlord, caretaker, apartment, flat rent, service charge, estate dues, estate levy, body corporate, levies, property management, bond repayment, home loan, mortgage, ground rent, room rent, security levy, waste, refuse, waste collection, agency fee, plumber, electrician, repairs, house repairs',
  electricity:
    'electricity, elec, electric, power, prepaid token, prepaid electricity, token, meter, meter recharge, postpaid electricity, electricity bill, light bill, nepa bill, units, water, water bill, water board, waterworks, water corporation, water and sewerage, sewerage, utility, utilities, cooking gas, gas refill, lpg, gas cylinder, solar, municipal account, rates and taxes',
  airtime:
    'airtime, airtime purchase, airtime top up, airtime topup, topup, top up, recharge, recharge card, vtu, data, data bundle, bundle, bundles, internet bundle, data purchase, data subscription, data plan, mobile data, internet, broadband, fibre, fiber, wifi, isp, postpaid mobile, mobile bill, phone bill, scratch card, voice bundle, call credit',
  subscriptions:
    'subscription, tv, tv subscription, cable tv, pay tv, decoder, netflix, netflix.com, spotify, youtube premium, google one, google storage, google play, apple.com bill, itunes, icloud, amazon prime, prime video, disney plus, showmax, deezer, apple music, audible, canva, microsoft 365, office 365, adobe, openai, chatgpt, zoom, linkedin premium, dropbox, patreon, membership, magazine, newspaper, dstv, gotv, startimes, zuku, canal plus',
  insurance:
    'insurance, assurance, insurance premium, premium, policy premium, life cover, funeral cover, funeral policy, car insurance, motor insurance, third party insurance, health insurance, medical aid, medical scheme, hmo, life policy, endowment, insurer',
  family:
    'housekeeping, housekeeping money, upkeep, mum, mummy, mother, mama, dad, daddy, father, papa, brother, sister, aunt, auntie, uncle, grandma, granny, cousin, wife, husband, son, daughter, family, family support, family upkeep, upkeep, upkeep home, money for home, home support, support home, for my mother, parents, siblings, black tax, house help for mama, medical for dad, feeding money, pocket money for',
  community:
    'tithe, tithes, offering, offerings, church, church offering, parish, cathedral, chapel, ministries, ministry offering, assembly, mosque, masjid, islamic centre, zakat, sadaqah, donation, donate, charity, foundation, harambee, fundraising, funeral contribution, burial contribution, wedding contribution, welfare, welfare dues, association dues, union dues, alumni dues, town union, village levy, community levy, red cross, orphanage, aso ebi',
  group:
    'savings group, group contribution, monthly contribution, weekly contribution, contribution, merry go round, thrift, thrift contribution, cooperative, coop contribution, co operative, sacco, sacco deposit, sacco savings, share contribution, esusu, ajo, susu, chama, stokvel, vicoba, upatu, ikimina, tontine, njangi, gameya, rotating savings, investment club',
  loan: 'loan, loan repayment, loan repmt, loan instalment, loan installment, loan recovery, repayment, instalment, installment, instalments, credit card payment, credit card repayment, hire purchase, debt, debt repayment, overdraft repayment, salary advance, salary advance repayment, lender, microfinance, micro loan, quick loan, bnpl, buy now pay later, interest on loan, arrears',
  'bank-fees':
    'fee, bank fee, bank charge, bank charges, charges, service fee, monthly fee, maintenance fee, account maintenance, account maintenance fee, ledger fee, sms alert, sms charge, sms fee, sms notification, alert charge, card maintenance, card fee, card issuance, annual card fee, transfer fee, transfer charge, stamp duty, vat, vat on charges, commission, excise duty, levy, atm fee, cash deposit fee, cash handling fee, overdraft fee, unpaid fee, statement fee, notification fee, insufficient funds fee, penalty fee, token device fee, cheque book, withholding tax, tax on interest',
  'mobile-fees':
    'momo charge, momo fee, wallet fee, mobile money charge, withdrawal charge, send money charge, transaction charge, pay bill charge, customer transfer charge, agent fee, e levy, elevy, mobile money tax, mobile money levy',
  'own-transfer':
    'own account, self, self transfer, to self, to savings, to my savings, own transfer, between own accounts, transfer to own account, internal transfer own, fixed deposit, savings deposit, money market fund, unit trust, investment, treasury bills, bank to wallet, fund wallet, wallet funding, lock savings, piggybank, standing order savings, goal savings',
};
