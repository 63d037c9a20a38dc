/** Where the operating system posts a text that is shared to the app; the service worker takes it there. */
export const SHARE_PATH = '/imports/share';

/** What stands before a shared text in the address: behind the `#`, which no server ever sees. */
const SHARED = '#shared=';

/** The most letters of messages that are taken at once. */
export const MOST_LETTERS = 200_000;

export interface GivenText {
  text: string;
  /** Whether it was longer, or could not be read. */
  fault: 'cut' | 'damaged' | null;
}

/** No more than is taken at once, and never half a letter. */
export function cutText(text: string): GivenText {
  if (text.length <= MOST_LETTERS) return { text, fault: null };
  return { text: text.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, ''), fault: 'cut' };
}

/** The part of an address that brings a text to the paste box. What is far too long would make no address. */
export function sharedHash(text: string): string {
  return `${SHARED}${encodeURIComponent(text.slice(0, MOST_LETTERS + 2).replace(/[\ud800-\udbff]$/, ''))}`;
}

/** The text that an address brings; null where it brings none. */
export function sharedText(hash: string): GivenText | null {
  if (!hash.startsWith(SHARED)) return null;
  try {
    return cutText(decodeURIComponent(hash.slice(SHARED.length)));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { text: '', fault: 'damaged' };
  }
}
