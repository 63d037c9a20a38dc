import type { Country } from '@api/purses/purses.contract.ts';
import { COUNTRY_CODES, countryPack } from '@domain/country.ts';

/** The countries a person can choose, with the currency that comes with each. */
export const stateableCountries: readonly Country[] = COUNTRY_CODES;

export function countryName(code: Country, elsewhere: string): string {
  return code === 'OTHER' ? elsewhere : countryPack(code).name;
}

export function currencyOf(code: Country): string {
  return countryPack(code).currency;
}
