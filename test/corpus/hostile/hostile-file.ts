/** A file made to hurt, or to mislead, and how it has to end. */
export interface HostileFile {
  /** As it is sent; what it is decides, never its name. */
  name: string;
  what: string;
  make: () => string | Uint8Array;
  ends: Refused | Read;
  /** It takes seconds, so it is read once only. */
  slow?: true;
}

/** Nothing of it is saved; `where` is the place that is named, null where it is the file as a whole. */
export interface Refused {
  code: string;
  where: string | null;
}

/** What is in it is read all the same: so many rows, and the codes of those that are refused. */
export interface Read {
  rows: number;
  rejected: string[];
  /** How many more an account in naira does not take: those of another currency, or that no number holds. */
  notTaken?: number;
  /** Whether opening, rows and closing agree. */
  proof?: 'off';
}

export const isRefused = (ends: Refused | Read): ends is Refused => 'code' in ends;

/** An entity that is a file of the server. */
export const DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

/** Entities that grow tenfold nine times. */
export const LAUGHS = `<!DOCTYPE a [<!ENTITY e "lol">${Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY e${index + 1} "${`&e${index === 0 ? '' : index};`.repeat(10)}">`,
).join('')}]>`;
