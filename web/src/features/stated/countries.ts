import type { Country } from '@api/purses/purses.contract.ts';

export const stateableCountries: readonly Country[] = [
  'NG',
  'GH',
  'KE',
  'ZA',
  'RW',
  'UG',
  'TZ',
  'EG',
  'OTHER',
];

export function countryName(code: Country, elsewhere: string): string {
  if (code === 'OTHER') return elsewhere;
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

const currencies: Record<Country, string> = {
  NG: 'NGN',
  GH: 'GHS',
  KE: 'KES',
  ZA: 'ZAR',
  RW: 'RWF',
  UG: 'UGX',
  TZ: 'TZS',
  EG: 'EGP',
  OTHER: 'USD',
};

export function currencyOf(code: Country): string {
  return currencies[code];
}
