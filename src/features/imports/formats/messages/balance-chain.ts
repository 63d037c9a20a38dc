import { addDecimals, negateDecimal, subtractDecimals } from '../decimal.ts';

/** A payment as the balance sees it: what it moved with its charges, and what was left, where it says so. */
export interface Link {
  /** Signed: charges are in it. */
  moved: string;
  balance: string | null;
  where: string;
}

export interface Chain {
  /** Before the first payment; null where none tells a balance. */
  opening: string | null;
  /** After the last; null where fewer than two tell a balance, since one alone proves nothing. */
  closing: string | null;
  links: number;
  gaps: Gap[];
}

export interface Gap {
  after: string;
  before: string;
  had: string;
  says: string;
  /** What is not explained: negative where money went out that no message tells of. */
  missing: string;
}

/** Follows the balance from message to message; those that tell none are added up on the way. */
export function followChain(links: readonly Link[]): Chain {
  const told = links.flatMap((link, index) =>
    link.balance === null ? [] : [{ ...link, balance: link.balance, index }],
  );
  const first = told[0];
  const last = told.at(-1);
  if (first === undefined || last === undefined) return { opening: null, closing: null, links: 0, gaps: [] };
  const gaps: Gap[] = [];
  for (let at = 1; at < told.length; at += 1) {
    const [from, to] = [told[at - 1], told[at]];
    if (from === undefined || to === undefined) continue;
    const reached = links
      .slice(from.index + 1, to.index + 1)
      .reduce((balance, { moved }) => addDecimals(balance, moved), from.balance);
    if (reached === to.balance) continue;
    gaps.push({
      after: from.where,
      before: to.where,
      had: from.balance,
      says: to.balance,
      missing: subtractDecimals(to.balance, reached),
    });
  }
  const before = links.slice(0, first.index + 1).reduce((sum, { moved }) => addDecimals(sum, moved), '0.00');
  const after = links.slice(last.index + 1).reduce((sum, { moved }) => addDecimals(sum, moved), '0.00');
  return {
    opening: addDecimals(first.balance, negateDecimal(before)),
    closing: first === last ? null : addDecimals(last.balance, after),
    links: told.length - 1,
    gaps,
  };
}

const SHOWN = 5;

/** The gaps in words; null where there is none. */
export function gapsInWords(gaps: readonly Gap[]): string | null {
  if (gaps.length === 0) return null;
  const words = gaps.slice(0, SHOWN).map(({ after, before, had, says, missing }) => {
    const way = missing.startsWith('-') ? `${missing.slice(1)} less` : `${missing} more`;
    return `After ${after} the balance was ${had}; ${before} says ${says}, which is ${way} than the payments make.`;
  });
  const more = gaps.length > SHOWN ? ` And ${gaps.length - SHOWN} more places like this.` : '';
  return `${words.join(' ')}${more} A message seems to be missing there.`;
}
