/** A payment or receipt of most months. Amounts are whole units of the currency. */
export interface Monthly {
  readonly account: string;
  /** Day of the month; a shorter month has it on its last day. */
  readonly day: number;
  /** Negative: money out. */
  readonly amount: number;
  /** Each time up to so many percent more or less. */
  readonly jitter: number;
  readonly category: string;
  readonly who: string;
  readonly text: string;
  /** Every so many months; 1 where it is not said. */
  readonly every?: number;
  /** Percent by which it rises each year. */
  readonly rise?: number;
  /** In so many of a hundred months it does not come. */
  readonly missing?: number;
}

/** Something that happens now and then: this often in a month, between two amounts. */
export interface Often {
  readonly account: string;
  readonly perMonth: number;
  readonly from: number;
  readonly to: number;
  /** 1 money in, -1 money out. */
  readonly sign: 1 | -1;
  readonly category: string;
  readonly who: readonly string[];
  readonly text: string;
  /** What mobile money takes for it, in percent, as a row of its own. */
  readonly fee?: number;
}

/** Money moved between two own accounts on a day of each month. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly day: number;
  readonly amount: number;
  readonly jitter: number;
}

export interface DemoProfile {
  readonly key: string;
  readonly person: string;
  readonly about: string;
  readonly country: 'NG' | 'GH' | 'KE' | 'ZA';
  readonly accounts: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: 'cash' | 'mobile-money' | 'current' | 'savings';
    readonly institution: string | null;
  }[];
  readonly monthly: readonly Monthly[];
  readonly often: readonly Often[];
  readonly moved: readonly Moved[];
}

const account = (
  key: string,
  name: string,
  kind: DemoProfile['accounts'][number]['kind'],
  institution: string | null,
) => ({ key, name, kind, institution });

/** Names of people and shops are made up; prices are of the right size for their country. */
export const DEMO_PROFILES: readonly DemoProfile[] = [
  {
    key: 'salaried',
    person: 'Ngozi Eze',
    about: 'a teacher in Enugu with a monthly salary, rent by the year and parents to support',
    country: 'NG',
    accounts: [
      account('bank', 'Salary account', 'current', 'Palm Bank'),
      account('wallet', 'Mobile wallet', 'mobile-money', 'KwikPay'),
      account('savings', 'Rainy days', 'savings', 'Palm Bank'),
    ],
    monthly: [
      {
        account: 'bank',
        day: 26,
        amount: 285_000,
        jitter: 0,
        category: 'salary',
        who: 'Hilltop Academy',
        text: 'SALARY HILLTOP ACADEMY',
        rise: 9,
      },
      {
        account: 'bank',
        day: 5,
        amount: -720_000,
        jitter: 2,
        category: 'rent',
        who: 'Chukwuma Properties',
        text: 'ANNUAL RENT',
        every: 12,
        rise: 12,
      },
      {
        account: 'bank',
        day: 28,
        amount: -40_000,
        jitter: 10,
        category: 'family',
        who: 'Mama Eze',
        text: 'TRF TO MAMA',
        missing: 4,
      },
      {
        account: 'bank',
        day: 2,
        amount: -9_000,
        jitter: 0,
        category: 'subscriptions',
        who: 'SkyView TV',
        text: 'SKYVIEW TV COMPACT',
        rise: 18,
      },
      {
        account: 'bank',
        day: 8,
        amount: -2_900,
        jitter: 0,
        category: 'subscriptions',
        who: 'Tunebox',
        text: 'TUNEBOX MUSIC',
      },
      {
        account: 'bank',
        day: 30,
        amount: -50,
        jitter: 0,
        category: 'bank-fees',
        who: 'Palm Bank',
        text: 'SMS ALERT CHARGE',
      },
      {
        account: 'bank',
        day: 12,
        amount: -65_000,
        jitter: 5,
        category: 'education',
        who: 'Little Stars School',
        text: 'SCHOOL FEES',
        every: 4,
        rise: 10,
      },
    ],
    often: [
      {
        account: 'bank',
        perMonth: 6,
        from: 4_000,
        to: 22_000,
        sign: -1,
        category: 'food',
        who: ['Ogbete Market', 'FreshMart', 'Roban Corner'],
        text: 'POS PURCHASE',
      },
      {
        account: 'wallet',
        perMonth: 16,
        from: 300,
        to: 1_500,
        sign: -1,
        category: 'transport',
        who: ['Keke rider', 'City bus'],
        text: 'PAYMENT',
      },
      {
        account: 'wallet',
        perMonth: 4,
        from: 500,
        to: 2_000,
        sign: -1,
        category: 'airtime',
        who: ['Airtime'],
        text: 'AIRTIME TOP UP',
      },
      {
        account: 'bank',
        perMonth: 2,
        from: 5_000,
        to: 12_000,
        sign: -1,
        category: 'electricity',
        who: ['Power token'],
        text: 'PREPAID METER',
      },
      {
        account: 'bank',
        perMonth: 0.4,
        from: 8_000,
        to: 45_000,
        sign: -1,
        category: 'health',
        who: ['Mercy Clinic', 'Good Hope Pharmacy'],
        text: 'POS PURCHASE',
      },
    ],
    moved: [
      { from: 'bank', to: 'wallet', day: 27, amount: 24_000, jitter: 15 },
      { from: 'bank', to: 'savings', day: 27, amount: 20_000, jitter: 0 },
    ],
  },
  {
    key: 'gig',
    person: 'Brian Otieno',
    about: 'a motorcycle courier in Nairobi, paid trip by trip on mobile money, with a loan on the bike',
    country: 'KE',
    accounts: [
      account('wallet', 'Mobile money', 'mobile-money', 'PesaLink'),
      account('cash', 'Cash', 'cash', null),
    ],
    monthly: [
      {
        account: 'wallet',
        day: 5,
        amount: -9_500,
        jitter: 0,
        category: 'loan',
        who: 'BodaCredit',
        text: 'BIKE LOAN INSTALMENT',
      },
      {
        account: 'wallet',
        day: 3,
        amount: -8_000,
        jitter: 0,
        category: 'rent',
        who: 'Mama Njeri',
        text: 'HOUSE RENT',
        rise: 6,
      },
      {
        account: 'wallet',
        day: 15,
        amount: -3_000,
        jitter: 25,
        category: 'family',
        who: 'Rose Otieno',
        text: 'SENT TO ROSE',
        missing: 12,
      },
      {
        account: 'wallet',
        day: 10,
        amount: -1_000,
        jitter: 0,
        category: 'group',
        who: 'Umoja Riders Chama',
        text: 'CHAMA CONTRIBUTION',
      },
      {
        account: 'wallet',
        day: 1,
        amount: -1_200,
        jitter: 0,
        category: 'insurance',
        who: 'RideSafe Cover',
        text: 'THIRD PARTY COVER',
      },
    ],
    often: [
      {
        account: 'wallet',
        perMonth: 28,
        from: 450,
        to: 2_600,
        sign: 1,
        category: 'business',
        who: ['SwiftDrop', 'Jumla Express', 'Direct customer'],
        text: 'PAYMENT RECEIVED',
      },
      {
        account: 'wallet',
        perMonth: 14,
        from: 300,
        to: 900,
        sign: -1,
        category: 'transport',
        who: ['Rubis Fuel', 'Total Ngong Road'],
        text: 'PAY BILL FUEL',
        fee: 1.5,
      },
      {
        account: 'wallet',
        perMonth: 10,
        from: 150,
        to: 900,
        sign: -1,
        category: 'food',
        who: ['Mama Mboga', 'Soko Kibanda'],
        text: 'BUY GOODS',
        fee: 1,
      },
      {
        account: 'wallet',
        perMonth: 8,
        from: 20,
        to: 250,
        sign: -1,
        category: 'airtime',
        who: ['Bundles'],
        text: 'DATA BUNDLES',
      },
      {
        account: 'cash',
        perMonth: 5,
        from: 100,
        to: 700,
        sign: -1,
        category: 'eating-out',
        who: ['Kibanda lunch'],
        text: 'lunch',
      },
      {
        account: 'wallet',
        perMonth: 0.5,
        from: 1_500,
        to: 9_000,
        sign: -1,
        category: 'other-spending',
        who: ['Spares Kirinyaga Road'],
        text: 'TYRES AND REPAIRS',
      },
    ],
    moved: [{ from: 'wallet', to: 'cash', day: 6, amount: 2_500, jitter: 20 }],
  },
  {
    key: 'trader',
    person: 'Abena Owusu',
    about: 'sells cloth at Makola market in Accra; sales swell before feasts and stock is bought in bulk',
    country: 'GH',
    accounts: [
      account('cash', 'Market purse', 'cash', null),
      account('momo', 'MoMo', 'mobile-money', 'GoldMoMo'),
      account('bank', 'Business account', 'current', 'Coast Bank'),
    ],
    monthly: [
      {
        account: 'bank',
        day: 4,
        amount: -6_600,
        jitter: 30,
        category: 'shopping',
        who: 'Tema Textiles',
        text: 'STOCK CLOTH WHOLESALE',
      },
      {
        account: 'momo',
        day: 1,
        amount: -350,
        jitter: 0,
        category: 'rent',
        who: 'Makola Stalls',
        text: 'STALL RENT',
        rise: 15,
      },
      {
        account: 'momo',
        day: 20,
        amount: -300,
        jitter: 30,
        category: 'family',
        who: 'Kwame Owusu',
        text: 'SCHOOL UPKEEP KWAME',
      },
      {
        account: 'momo',
        day: 25,
        amount: -200,
        jitter: 0,
        category: 'group',
        who: 'Makola Women Susu',
        text: 'SUSU',
      },
      {
        account: 'bank',
        day: 25,
        amount: 2_400,
        jitter: 0,
        category: 'group-payout',
        who: 'Makola Women Susu',
        text: 'SUSU PAYOUT',
        every: 12,
      },
      {
        account: 'momo',
        day: 7,
        amount: -60,
        jitter: 0,
        category: 'community',
        who: 'Chapel of Light',
        text: 'OFFERING AND DUES',
      },
    ],
    often: [
      {
        account: 'cash',
        perMonth: 24,
        from: 90,
        to: 420,
        sign: 1,
        category: 'business',
        who: ['Market sales'],
        text: 'day’s sales',
      },
      {
        account: 'momo',
        perMonth: 12,
        from: 60,
        to: 600,
        sign: 1,
        category: 'business',
        who: ['Akosua B.', 'Efua T.', 'Customer'],
        text: 'CASH IN FROM CUSTOMER',
      },
      {
        account: 'cash',
        perMonth: 16,
        from: 15,
        to: 90,
        sign: -1,
        category: 'food',
        who: ['Makola food row'],
        text: 'food',
      },
      {
        account: 'cash',
        perMonth: 18,
        from: 5,
        to: 20,
        sign: -1,
        category: 'transport',
        who: ['Trotro'],
        text: 'trotro',
      },
      {
        account: 'momo',
        perMonth: 3,
        from: 50,
        to: 180,
        sign: -1,
        category: 'electricity',
        who: ['Prepaid power'],
        text: 'ECG PREPAID',
        fee: 1,
      },
    ],
    moved: [
      { from: 'cash', to: 'bank', day: 2, amount: 2_600, jitter: 20 },
      { from: 'momo', to: 'bank', day: 3, amount: 900, jitter: 25 },
    ],
  },
  {
    key: 'student',
    person: 'Thandi Mokoena',
    about: 'studies in Johannesburg on a bursary that comes ten months a year, with weekend shifts',
    country: 'ZA',
    accounts: [
      account('bank', 'Student account', 'current', 'Baobab Bank'),
      account('cash', 'Cash', 'cash', null),
    ],
    monthly: [
      {
        account: 'bank',
        day: 1,
        amount: 5_200,
        jitter: 0,
        category: 'other-income',
        who: 'National bursary',
        text: 'BURSARY ALLOWANCE',
        missing: 17,
      },
      {
        account: 'bank',
        day: 2,
        amount: -2_900,
        jitter: 0,
        category: 'rent',
        who: 'Campus Lofts',
        text: 'ROOM RENT',
        rise: 5,
      },
      {
        account: 'bank',
        day: 15,
        amount: 600,
        jitter: 40,
        category: 'gift-received',
        who: 'Gogo Mokoena',
        text: 'FROM GOGO',
        missing: 30,
      },
      {
        account: 'bank',
        day: 5,
        amount: -99,
        jitter: 0,
        category: 'subscriptions',
        who: 'ShowTime Stream',
        text: 'SHOWTIME SUBSCRIPTION',
      },
      {
        account: 'bank',
        day: 25,
        amount: -55,
        jitter: 0,
        category: 'bank-fees',
        who: 'Baobab Bank',
        text: 'MONTHLY ACCOUNT FEE',
      },
      {
        account: 'bank',
        day: 6,
        amount: -150,
        jitter: 0,
        category: 'group',
        who: 'Res Stokvel',
        text: 'STOKVEL',
      },
    ],
    often: [
      {
        account: 'bank',
        perMonth: 3,
        from: 380,
        to: 720,
        sign: 1,
        category: 'salary',
        who: ['Corner Cafe'],
        text: 'SHIFT PAY',
      },
      {
        account: 'bank',
        perMonth: 9,
        from: 40,
        to: 320,
        sign: -1,
        category: 'food',
        who: ['ValuMart', 'Campus Spaza'],
        text: 'CARD PURCHASE',
      },
      {
        account: 'cash',
        perMonth: 18,
        from: 16,
        to: 32,
        sign: -1,
        category: 'transport',
        who: ['Minibus taxi'],
        text: 'taxi',
      },
      {
        account: 'bank',
        perMonth: 5,
        from: 29,
        to: 99,
        sign: -1,
        category: 'airtime',
        who: ['Data'],
        text: 'PREPAID DATA',
      },
      {
        account: 'bank',
        perMonth: 1.5,
        from: 60,
        to: 260,
        sign: -1,
        category: 'leisure',
        who: ['Cinema', 'Braai with friends'],
        text: 'CARD PURCHASE',
      },
    ],
    moved: [{ from: 'bank', to: 'cash', day: 3, amount: 450, jitter: 10 }],
  },
  {
    key: 'circle',
    person: 'Sade Balogun',
    about: 'a tailor in Ibadan who saves in two circles (ajo) and lives from order to order',
    country: 'NG',
    accounts: [
      account('wallet', 'Mobile wallet', 'mobile-money', 'KwikPay'),
      account('cash', 'Cash at the shop', 'cash', null),
    ],
    monthly: [
      {
        account: 'wallet',
        day: 5,
        amount: -15_000,
        jitter: 0,
        category: 'group',
        who: 'Bodija Ajo',
        text: 'AJO MONTHLY',
      },
      {
        account: 'wallet',
        day: 5,
        amount: 180_000,
        jitter: 0,
        category: 'group-payout',
        who: 'Bodija Ajo',
        text: 'AJO PAYOUT',
        every: 12,
      },
      {
        account: 'wallet',
        day: 20,
        amount: -8_000,
        jitter: 0,
        category: 'group',
        who: 'Tailors Union Ajo',
        text: 'UNION AJO',
      },
      {
        account: 'wallet',
        day: 20,
        amount: 80_000,
        jitter: 0,
        category: 'group-payout',
        who: 'Tailors Union Ajo',
        text: 'UNION PAYOUT',
        every: 10,
      },
      {
        account: 'wallet',
        day: 9,
        amount: -25_000,
        jitter: 0,
        category: 'rent',
        who: 'Shop landlord',
        text: 'SHOP RENT',
        rise: 14,
      },
      {
        account: 'wallet',
        day: 16,
        amount: -15_000,
        jitter: 40,
        category: 'family',
        who: 'Baba Balogun',
        text: 'TO BABA',
        missing: 15,
      },
      {
        account: 'wallet',
        day: 11,
        amount: -4_500,
        jitter: 0,
        category: 'subscriptions',
        who: 'SkyView TV',
        text: 'SKYVIEW TV BASIC',
      },
    ],
    often: [
      {
        account: 'wallet',
        perMonth: 5.5,
        from: 6_000,
        to: 38_000,
        sign: 1,
        category: 'business',
        who: ['Mrs Adeyemi', 'Bride’s family', 'Walk-in customer'],
        text: 'SEWING ORDER',
      },
      {
        account: 'cash',
        perMonth: 9,
        from: 1_500,
        to: 9_000,
        sign: 1,
        category: 'business',
        who: ['Walk-in customer'],
        text: 'mending',
      },
      {
        account: 'cash',
        perMonth: 5,
        from: 2_000,
        to: 11_000,
        sign: -1,
        category: 'shopping',
        who: ['Gbagi Market'],
        text: 'thread and lining',
      },
      {
        account: 'wallet',
        perMonth: 9,
        from: 1_500,
        to: 8_000,
        sign: -1,
        category: 'food',
        who: ['Bodija Market', 'FreshMart'],
        text: 'PAYMENT',
        fee: 0.5,
      },
      {
        account: 'cash',
        perMonth: 12,
        from: 200,
        to: 700,
        sign: -1,
        category: 'transport',
        who: ['Okada'],
        text: 'okada',
      },
      {
        account: 'wallet',
        perMonth: 4,
        from: 3_000,
        to: 8_000,
        sign: -1,
        category: 'electricity',
        who: ['Generator fuel', 'Power token'],
        text: 'PAYMENT',
      },
    ],
    moved: [{ from: 'wallet', to: 'cash', day: 8, amount: 12_000, jitter: 20 }],
  },
];
