// The XML file of "SMS Backup & Restore": <smses><sms address date type body …/><mms …>…</mms></smses>.
import { SaxesParser } from 'saxes';
import { Refusal } from '../refusal.ts';
import type { ParseLimits } from '../statement.ts';

export interface BackupMessage {
  text: string;
  sender: string;
  /** Milliseconds since 1970; null where the file does not say. */
  receivedAt: number | null;
}

export interface Backup {
  messages: BackupMessage[];
  /** Left out, and only counted. */
  pictures: number;
  sent: number;
}

/** At most as many letters as a text message has, and some more: the rest of a long one is cut off. */
const LONGEST_BODY = 5000;
const RECEIVED = '1';

/** Takes the file in pieces cut anywhere and gives the same messages for every way of cutting. */
export class BackupReader {
  readonly #parser = new SaxesParser({ fragment: false });
  readonly #backup: Backup = { messages: [], pictures: 0, sent: 0 };
  #carry = '';
  #depth = 0;

  constructor(limits: ParseLimits, onProgress?: (messages: number) => void) {
    this.#parser.on('error', (error) => {
      // Its own words may hold those of a message, which may be anybody's: they are not passed on.
      const cut = /unclosed|unexpected end/i.test(error.message);
      throw new Refusal(
        cut ? 'truncated' : 'unreadable',
        cut
          ? 'The file breaks off before its end. Make the backup again.'
          : 'The file is not well-formed XML. Make the backup again.',
        `line ${this.#parser.line}`,
      );
    });
    this.#parser.on('doctype', () => {
      throw new Refusal(
        'forbidden-doctype',
        'The file holds a DOCTYPE, which no backup needs and which can be used to attack the reader. It was not read.',
        `line ${this.#parser.line}`,
      );
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#depth += 1;
      if (this.#depth > limits.maxDepth) {
        throw new Refusal(
          'too-deep',
          `The file nests elements more than ${limits.maxDepth} deep; no backup does.`,
        );
      }
      if (name === 'mms') this.#backup.pictures += 1;
      if (name !== 'sms') return;
      const said = (key: string): string => {
        const value = attributes[key];
        return typeof value === 'string' ? value : '';
      };
      if (said('type') !== RECEIVED) {
        this.#backup.sent += 1;
        return;
      }
      const date = Number(said('date'));
      this.#backup.messages.push({
        text: said('body').slice(0, LONGEST_BODY),
        sender: said('address'),
        receivedAt: Number.isSafeInteger(date) && date > 0 ? date : null,
      });
      const count = this.#backup.messages.length;
      if (count > limits.maxRows) {
        throw new Refusal('too-many-rows', `The file holds more than ${limits.maxRows} messages.`);
      }
      if (count % 1000 === 0) onProgress?.(count);
    });
    this.#parser.on('closetag', () => {
      this.#depth -= 1;
    });
  }

  feed(chunk: string): void {
    const input = this.#carry + chunk;
    // A reference that the cut goes through waits for its rest, and the first half of a letter for its second.
    const open = input.lastIndexOf('&');
    let cut = open >= 0 && input.length - open < 24 ? open : input.length;
    if (/&#5[5-7]\d{3};$/.test(input.slice(Math.max(0, cut - 8), cut))) cut -= 8;
    this.#carry = input.slice(cut);
    this.#parser.write(joinSurrogates(input.slice(0, cut)));
  }

  end(): Backup {
    this.#parser.write(joinSurrogates(this.#carry));
    this.#parser.close();
    return this.#backup;
  }
}

/** The app writes emoji as two references that XML does not allow (&#55357;&#56832;): they become one letter. */
function joinSurrogates(text: string): string {
  return text.replace(/&#(5[5-7]\d{3});(?:&#(5[5-7]\d{3});)?/g, (whole, high: string, low?: string) => {
    const first = Number(high);
    const second = Number(low ?? 0);
    const pair = first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
    if (pair) return String.fromCharCode(first, second);
    return first >= 0xd800 && first < 0xe000 ? '\ufffd' : whole;
  });
}
