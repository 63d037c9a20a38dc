import type { Country } from '@api/purses/purses.contract.ts';
import { COUNTRY_CODES, countryPack } from '@domain/country.ts';

/** The countries a person can choose, with the currency that comes with each. */
export const stateableCountries: readonly Country[] = COUNTRY_CODES;

export function countryName(code: Country, elsewhere: string): string {
  return code === 'OTHER' ? elsewhere : countryPack(code).name;
}

/** A first guess by the clock of the device; whoever lives elsewhere chooses. */
export function countryOfZone(zone: string): Country | undefined {
  return COUNTRY_CODES.find((code) => code !== 'OTHER' && countryPack(code).zone === zone);
}

export function currencyOf(code: Country): string {
  return countryPack(code).currency;
}
