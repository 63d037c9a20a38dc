import type { TableMapping } from '../../../domain/table-mapping.ts';
import type { RememberedMapping } from '../formats/table-reading.ts';

/**
 * Which mapping goes for each kind of table: that of its account, else one for any account, else what all accounts of
 * the purse agree on. Where they do not and the account is not known, none.
 */
export function rememberedBy(
  profiles: readonly RememberedMapping[],
  accounts: ReadonlyMap<string, string>,
): Map<string, TableMapping> {
  const chosen = new Map<string, TableMapping>();
  for (const fingerprint of new Set(profiles.map((profile) => profile.fingerprint))) {
    const same = profiles.filter((profile) => profile.fingerprint === fingerprint);
    const own = same.find(({ accountId }) => accountId !== null && accountId === accounts.get(fingerprint));
    const shared = same.find(({ accountId }) => accountId === null);
    const agreed = new Set(same.map(({ mapping }) => essence(mapping))).size === 1 ? same[0] : undefined;
    const found = own ?? shared ?? agreed;
    if (found !== undefined) chosen.set(fingerprint, found.mapping);
  }
  return chosen;
}

/** What a mapping says wherever the header row stands. */
function essence({ headerLine, columns, dateOrder, decimalMark, direction }: TableMapping): string {
  return JSON.stringify([headerLine === null, columns, dateOrder, decimalMark, direction]);
}
