import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS, parseStatementFile } from '../parse.ts';
import { followChain, gapsInWords } from './balance-chain.ts';
import type { ExpectedMessage } from './conformance.ts';
import { GIVEN } from './given.ts';
import { readMessage } from './read-message.ts';
import { BackupReader } from './sms-backup.ts';
import { splitPaste } from './split-paste.ts';

const CORPUS = new URL('../../../../../test/corpus/messages/', import.meta.url);
const corpus: ExpectedMessage[] = readdirSync(CORPUS).flatMap(
  (country) =>
    JSON.parse(readFileSync(new URL(`${country}/messages.json`, CORPUS), 'utf8')) as ExpectedMessage[],
);
const SETS = Object.values(
  Object.fromEntries(
    [...new Set(corpus.map(({ country }) => country))].map((country) => [
      country,
      corpus.filter((message) => message.country === country),
    ]),
  ),
);
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const textsOf = (paste: string, country: string): string[] =>
  splitPaste(paste, country).map(({ text }) => plain(text));

/** A few messages of one country. */
const messages = fc
  .constantFrom(...SETS)
  .chain((set) => fc.array(fc.constantFrom(...set), { minLength: 1, maxLength: 8 }));
const payments = messages
  .map((given) => given.filter(({ isTransaction }) => isTransaction))
  .filter((given) => given.length > 0);

describe('a paste', () => {
  it('is told apart at blank lines, whatever the messages are', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom('\n\n', '\n \n', '\r\n\r\n', '\n\n\n'), (given, between) => {
        const paste = given.map(({ message }) => message.trim()).join(between);
        expect(textsOf(paste, given[0]?.country ?? '')).toEqual(given.map(({ message }) => plain(message)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is told apart where every message begins a line', () => {
    fc.assert(
      fc.property(payments, (given) => {
        const paste = given.map(({ message }) => message.trim()).join('\n');
        expect(textsOf(paste, given[0]?.country ?? '')).toEqual(given.map(({ message }) => plain(message)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is told apart where one message runs on into the next', () => {
    const mpesa = corpus.filter(
      ({ sender, country, isTransaction }) => sender === 'MPESA' && country === 'KE' && isTransaction,
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...mpesa), { minLength: 1, maxLength: 6 }), (given) => {
        const texts = given.map(({ message }) => message.trim());
        // 'Congratulations!' before its reference is one more beginning: it is kept, with one of its neighbours.
        fc.pre(texts.every((text) => !text.startsWith('Congratulations')));
        expect(textsOf(texts.join(' '), 'KE')).toEqual(texts.map(plain));
      }),
      { numRuns: 200 },
    );
  });

  it('loses no letter, whatever it is', () => {
    const letters = (text: string): string => text.replace(/\s/g, '');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string().map((words) => `note ${words}`),
            fc.constantFrom(...corpus.map(({ message }) => message)),
          ),
          {
            maxLength: 6,
          },
        ),
        fc.constantFrom(' ', '\n', '\n\n'),
        (parts, between) => {
          // Lines that say who sent a message and when are taken off as what they are.
          fc.pre(
            parts.every(
              (part) => !/^\s*(?:from|sender|de|kutoka)\s*:/im.test(part) && !/^[[\d\s/.:,-]*$/m.test(part),
            ),
          );
          const paste = parts.join(between);
          expect(
            letters(
              splitPaste(paste, 'KE')
                .map(({ text }) => text)
                .join(''),
            ),
          ).toBe(letters(paste));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes sender and day from the lines that name them', () => {
    const text = 'You have received N500.00 from ADA OBI. Ref 123456789';
    const want = { text, sender: 'OPay', receivedOn: '2026-11-20' };
    expect(splitPaste(`OPay\n20 Nov 2026, 18:04\n${text}`, 'NG')).toEqual([want]);
    expect(splitPaste(`From: OPay\nReceived: 20/11/2026 6:04 PM\n${text}\n\nHello`, 'NG')).toEqual([
      want,
      { text: 'Hello', sender: null, receivedOn: null },
    ]);
    expect(splitPaste(`[20/11/2026, 18:04] OPay: ${text}`, 'NG')).toEqual([want]);
  });
});

describe('the file of a backup app', () => {
  const file = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<smses count="3">',
    '<sms address="MPESA" date="1795280640000" type="1" body="A &amp; B &#55357;&#56832; &#10; &lt;c&gt; 😀" />',
    '<sms address="MPESA" date="nonsense" type="2" body="sent" />',
    '<mms><parts><part data="AAAA"/></parts></mms>',
    '<sms address="OPay" date="0" type="1" body="x&#56832;y" />',
    '</smses>',
  ].join('\n');
  const readIn = (chunks: readonly string[]) => {
    const reader = new BackupReader(DEFAULT_LIMITS);
    for (const chunk of chunks) reader.feed(chunk);
    return reader.end();
  };
  const whole = {
    messages: [
      { text: 'A & B 😀 \n <c> 😀', sender: 'MPESA', receivedAt: 1_795_280_640_000 },
      { text: 'x\ufffdy', sender: 'OPay', receivedAt: null },
    ],
    pictures: 1,
    sent: 1,
  };

  it('is read with the letters that the app writes in its own way', () => {
    expect(readIn([file])).toEqual(whole);
  });

  it('gives the same wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 30 }), (cuts) => {
        const at = [0, ...cuts.sort((left, right) => left - right), file.length];
        expect(readIn(at.slice(1).map((end, index) => file.slice(at[index], end)))).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
    expect(readIn([...file])).toEqual(whole);
  });
});

describe('the chain of balances', () => {
  const steps = fc.array(
    fc.record({
      moved: fc.integer({ min: -50_000, max: 50_000 }).filter((moved) => moved !== 0),
      told: fc.boolean(),
    }),
    { minLength: 2, maxLength: 20 },
  );
  const decimal = (units: number): string =>
    `${units < 0 ? '-' : ''}${Math.floor(Math.abs(units) / 100)}.${String(Math.abs(units) % 100).padStart(2, '0')}`;
  const chainOf = (given: readonly { moved: number; told: boolean }[]) => {
    let balance = 1_000_000;
    return given.map(({ moved, told }, index) => {
      balance += moved;
      return {
        moved: decimal(moved),
        balance: told ? decimal(balance) : null,
        where: `message ${index + 1}`,
      };
    });
  };

  it('holds through every row of an honest paste', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const chain = followChain(chainOf(given));
        expect([chain.gaps, gapsInWords(chain.gaps)]).toEqual([[], null]);
        if (given.some(({ told }) => told)) expect(chain.opening).toBe('10000.00');
      }),
      { numRuns: 1000 },
    );
  });

  it('breaks where a row is missing, stands twice or has the wrong sign', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.constantFrom('missing', 'twice', 'sign'), (given, at, how) => {
        const links = chainOf(given.map((step) => ({ ...step, told: true })));
        fc.pre(links.length > 2);
        const index = 1 + (at % (links.length - 2));
        const link = links[index];
        if (link === undefined) return;
        if (how === 'missing') links.splice(index, 1);
        else if (how === 'twice') links.splice(index, 0, link);
        else
          links[index] = {
            ...link,
            moved: link.moved.startsWith('-') ? link.moved.slice(1) : `-${link.moved}`,
          };
        expect(followChain(links).gaps.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('whatever is given', () => {
  it('every message is accounted for: as rows, or with a reason', () => {
    fc.assert(
      fc.property(messages, (given) => {
        const sent = given.map(({ message, sender }) => ({
          text: message,
          sender,
          receivedAt: '2026-11-20T10:00:00Z',
        }));
        const bytes = Buffer.from(GIVEN + JSON.stringify({ messages: sent }));
        const parsed = parseStatementFile(bytes, { country: given[0]?.country ?? '' });
        const places = new Set(
          parsed.statements.flatMap(({ rows, rejected }) =>
            [...rows, ...rejected].map(({ where }) => where.split(',')[0]),
          ),
        );
        expect([parsed.error, places.size]).toEqual([null, given.length]);
        const indexes = parsed.statements.flatMap(({ rows, rejected }) =>
          [...rows, ...rejected].map(({ index }) => index),
        );
        expect(indexes.sort((left, right) => left - right)).toEqual(indexes.map((_, index) => index));
      }),
      { numRuns: 500 },
    );
  });

  it('no text makes the reader fall over', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('KE', 'NG', 'SN', 'OTHER'),
        (text, country) => {
          expect(() => readMessage({ text, sender: null, receivedOn: null }, country)).not.toThrow();
          expect(() => splitPaste(text, country)).not.toThrow();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
