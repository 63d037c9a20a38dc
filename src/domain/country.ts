/** Countries with words and defaults of their own; OTHER stands for every other one. */
export const COUNTRY_CODES = ['NG', 'GH', 'KE', 'ZA', 'RW', 'UG', 'TZ', 'EG', 'OTHER'] as const;
export type CountryCode = (typeof COUNTRY_CODES)[number];

/** What a country decides by default; a person may change each of it. */
export interface CountryPack {
  readonly code: CountryCode;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly locale: string;
  /** How an ambiguous date such as 03/04/2026 is read when a whole file does not tell. */
  readonly dateOrder: 'day-first' | 'month-first';
  /** What a rotating savings group is called. */
  readonly savingsGroup: string;
  /** What people ride. */
  readonly transport: string;
}

const pack = (
  code: CountryCode,
  name: string,
  currency: string,
  zone: string,
  locale: string,
  savingsGroup: string,
  transport: string,
): CountryPack => ({ code, name, currency, zone, locale, dateOrder: 'day-first', savingsGroup, transport });

const PACKS: Readonly<Record<CountryCode, CountryPack>> = {
  NG: pack('NG', 'Nigeria', 'NGN', 'Africa/Lagos', 'en-NG', 'Ajo or esusu', 'Transport (bus, okada, ride)'),
  GH: pack('GH', 'Ghana', 'GHS', 'Africa/Accra', 'en-GH', 'Susu', 'Transport (trotro, taxi)'),
  KE: pack('KE', 'Kenya', 'KES', 'Africa/Nairobi', 'en-KE', 'Chama', 'Transport (matatu, boda)'),
  ZA: pack('ZA', 'South Africa', 'ZAR', 'Africa/Johannesburg', 'en-ZA', 'Stokvel', 'Transport (taxi, train)'),
  RW: pack('RW', 'Rwanda', 'RWF', 'Africa/Kigali', 'en-RW', 'Ikimina', 'Transport (bus, moto)'),
  UG: pack('UG', 'Uganda', 'UGX', 'Africa/Kampala', 'en-UG', 'Savings circle', 'Transport (taxi, boda)'),
  TZ: pack(
    'TZ',
    'Tanzania',
    'TZS',
    'Africa/Dar_es_Salaam',
    'en-TZ',
    'Upatu or vicoba',
    'Transport (daladala, bodaboda)',
  ),
  EG: pack('EG', 'Egypt', 'EGP', 'Africa/Cairo', 'en-EG', 'Gameya', 'Transport (metro, microbus)'),
  OTHER: pack('OTHER', 'Another country', 'USD', 'UTC', 'en', 'Savings group', 'Transport'),
};

/** The pack of a country; OTHER for a code without one. */
export function countryPack(code: string): CountryPack {
  return PACKS[COUNTRY_CODES.find((known) => known === code) ?? 'OTHER'];
}
