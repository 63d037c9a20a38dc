import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scoreMessages } from './conformance.ts';
import type { ExpectedMessage } from './conformance.ts';
import { COUNTRIES, LANGUAGES, LABEL_WORDS, STOP_WORDS } from './library.ts';
import { compile, find } from './pattern.ts';
import { readMessage } from './read-message.ts';
import { readMessages } from './read-messages.ts';
import type { Shape } from './shape.ts';
import { Subject, fold } from './subject.ts';
import { isTelephone } from './telephone.ts';

const CORPUS = new URL('../../../../../test/corpus/messages/', import.meta.url);
const corpus: ExpectedMessage[] = readdirSync(CORPUS).flatMap(
  (country) =>
    JSON.parse(readFileSync(new URL(`${country}/messages.json`, CORPUS), 'utf8')) as ExpectedMessage[],
);

const subjectOf = (text: string): Subject => new Subject(text, STOP_WORDS, LABEL_WORDS);
const KE = { country: 'KE', year: null };

const QUESTIONS = ['afterGap', 'wordEnd', 'has', 'begins', 'isDay', 'stops'];

/** How often a message is asked something while this runs: what a look at it costs, on a machine of any speed. */
function questionsOf(run: () => void): number {
  let asked = 0;
  const answers = QUESTIONS.map((question): [string, (...given: unknown[]) => unknown] => [
    question,
    Reflect.get(Subject.prototype, question) as (...given: unknown[]) => unknown,
  ]);
  for (const [question, answer] of answers) {
    Reflect.set(Subject.prototype, question, function counted(this: Subject, ...given: unknown[]) {
      asked += 1;
      return answer.apply(this, given);
    });
  }
  try {
    run();
  } finally {
    for (const [question, answer] of answers) Reflect.set(Subject.prototype, question, answer);
  }
  return asked;
}

const TELEPHONES = [
  '+254712000333',
  '0803-123-4567',
  '+234 803 123 4567',
  '(0803) 123.4567',
  '70123456',
  '00221 77 000 00 00',
  '\u202a+234\u00a0803\u00a0123\u00a04567\u202c',
  '\u2066+2348031234567\u2069',
  '٠١٠٠٠٠٠٠٠٠٠',
  '０８０３１２３４５６７',
  'tel:+2348031234567',
  'Ada 0803 123 4567',
  '0803/123/4567',
];

describe('the shapes', () => {
  const files: [string, string, readonly Shape[]][] = [
    ...COUNTRIES.map(({ country, shapes }): [string, string, readonly Shape[]] => [country, country, shapes]),
    ...LANGUAGES.map((shapes, index): [string, string, readonly Shape[]] => {
      const language = ['English', 'French', 'Swahili', 'Portuguese'][index] ?? '';
      return [language, ['KE', 'SN', 'TZ', 'MZ'][index] ?? 'KE', shapes];
    }),
  ];

  it.each(files)('of %s are shown by an example each, which they fit', (_, country, shapes) => {
    const misfits = shapes.flatMap(({ pattern, examples }) =>
      examples.length === 0
        ? [`${pattern}: no example`]
        : examples
            .filter((example) => {
              // Several countries' money stands in the examples of a language.
              const tried = [country, ...COUNTRIES.map((one) => one.country)];
              return !tried.some(
                (one) => find(compile(pattern), subjectOf(example), { country: one, year: null }) !== null,
              );
            })
            .map((example) => `${pattern}: ${example}`),
    );
    expect(misfits).toEqual([]);
  });

  it('name each issuer once', () => {
    const keys = COUNTRIES.flatMap(({ issuers }) => issuers.map(({ key }) => key));
    expect(keys.length).toBe(new Set(keys).size);
    expect(keys.length).toBeGreaterThanOrEqual(40);
  });
});

describe('a pattern', () => {
  const fits = (pattern: string, text: string) => {
    const match = find(compile(pattern), subjectOf(text), KE);
    return match === null ? null : Object.fromEntries(match.captures.map(({ role, value }) => [role, value]));
  };

  it('does not care about capitals, accents, spacing and punctuation', () => {
    const want = { amount: '90.00', name: 'Ada Obi' };
    for (const text of [
      'Ksh90.00 sent to Ada Obi',
      'KSH 90.00  SENT,to:  Ada Obi.',
      'Ksh90.00\nsent tó Ada Obi\n',
    ])
      expect([text, fits('{amount} sent to {name}', text)]).toEqual([text, want]);
  });

  it('ends a name before what belongs to something else', () => {
    for (const rest of [
      ' on 20/11/26',
      '. New balance is Ksh5',
      ', 0712000111',
      '; Ref 1234',
      '\nDate: 1',
      ' (254712***111)',
    ])
      expect([rest, fits('sent to {name}', `sent to ADA OBI${rest}`)]).toEqual([rest, { name: 'ADA OBI' }]);
    expect(fits('sent to {name}', 'sent to J. DOE & SONS LTD')).toEqual({ name: 'J. DOE & SONS LTD' });
  });

  it('offers choices and leaves parts out', () => {
    expect(fits('(sent|paid) [quickly] to {name}', 'paid to ADA')).toEqual({ name: 'ADA' });
    expect(fits('(sent|paid) [quickly] to {name}', 'sent quickly to ADA')).toEqual({ name: 'ADA' });
    expect(fits('(sent|paid) to {name}', 'resent to ADA')).toBeNull();
  });

  it.each(['{nothing}', '(a|b', 'a)', '[a'])('is refused where it is not well formed: %s', (pattern) => {
    expect(() => compile(pattern)).toThrow(/pattern/);
  });

  it('asks of a message by its length only, whatever that holds', () => {
    const pattern = compile('{...} a {name} b {...} a {name} b [c {name} d] {...} (a {name} b|a {name} c) z');
    const questions = (size: number): number =>
      // The last word stands at the start only: everything is tried, and nothing fits.
      questionsOf(() => expect(find(pattern, subjectOf(`z ${'a b '.repeat(size)}`), KE)).toBeNull());
    expect(questions(1600) / questions(800)).toBeLessThan(2.1);
  });

  it('is tried only on messages that hold its words', () => {
    const questions = questionsOf(() => {
      for (const { message, sender, country } of corpus)
        readMessage({ text: message, sender, receivedOn: null }, country);
    });
    // Some 250 wordings; trying each of them asks 19,000 questions of a message.
    expect(questions / corpus.length).toBeLessThan(1500);
  });

  it('is never caught by hostile messages', () => {
    const nothing = { is: 'unknown', issuer: null };
    const paid = (name: string) => ({
      is: 'payment',
      issuer: null,
      direction: 'out',
      amount: '90.00',
      currency: 'KES',
      charges: [],
      balance: null,
      counterparty: name,
      reference: 'TKL7XQ00AB',
      last4: null,
      date: null,
      time: null,
      what: 'Sent',
    });
    const hostile: [(size: number) => string, (size: number) => object][] = [
      [(size) => 'Confirmed. '.repeat(size / 12), () => nothing],
      [(size) => 'Ksh1,'.repeat(size / 5), () => nothing],
      [(size) => `${'1 234 '.repeat(size / 6 - 1)}FCFA`, () => nothing],
      [(size) => `sent to ${'A. '.repeat(size / 3 - 3)}`, () => nothing],
      [(size) => '*'.repeat(size), () => nothing],
      [(size) => 'balance is '.repeat(size / 12), () => nothing],
      [(size) => `Acct:${'*1'.repeat(size / 2 - 3)}`, () => nothing],
      [(size) => '\n'.repeat(size), () => nothing],
      [
        (size) => `TKL7XQ00AB Confirmed. Ksh90.00 sent to ${'x'.repeat(size - 40)}`,
        (size) => paid('x'.repeat(size - 40)),
      ],
      [(size) => '\ud83d\ude00'.repeat(size / 2), () => nothing],
      [(size) => '20/11/26 '.repeat(size / 9), () => nothing],
      [(size) => 'debit '.repeat(size / 6), () => nothing],
      [(size) => 'x'.repeat(size + 1600), () => ({ is: 'none', issuer: null, reason: 'too-long' })],
    ];
    for (const country of ['KE', 'NG', 'SN', 'MZ'])
      for (const [textOf, want] of hostile) {
        const questions = (size: number): number =>
          questionsOf(() => {
            const text = textOf(size);
            const reading = readMessage({ text, sender: null, receivedOn: null }, country);
            expect([country, text, reading]).toEqual([country, text, want(size)]);
          });
        // Some hundred questions are asked of every message, however short.
        expect(questions(1584)).toBeLessThan(2.2 * questions(792) + 500);
      }
  });
});

describe('folding', () => {
  it('keeps every position', () => {
    for (const text of ['Reçu à Dakar', 'İstanbul ß ﬁ', 'تم استلام', '😀 ok', '₦5,000’s'])
      expect([text, fold(text).length]).toEqual([text, text.length]);
    expect(fold('Reçu À ÉTÉ')).toBe('recu a ete');
  });
});

describe('reading', () => {
  const read = (text: string, country = 'KE', sender: string | null = null) =>
    readMessage({ text, sender, receivedOn: null }, country);

  it('believes no message from a telephone number', () => {
    const text =
      'TKL7XQ00AB Confirmed. You have received Ksh9,000.00 from ADA OBI on 20/11/26 at 1:00 PM. New M-PESA balance is Ksh9,100.00.';
    expect(read(text, 'KE', 'MPESA')).toMatchObject({ is: 'payment', amount: '9000.00' });
    for (const sender of TELEPHONES)
      expect([sender, read(text, 'KE', sender)]).toEqual([
        sender,
        { is: 'none', issuer: null, reason: 'person' },
      ]);
    // Before anything else is known of it.
    expect(read('x'.repeat(1601), 'KE', '70123456')).toEqual({ is: 'none', issuer: null, reason: 'person' });
  });

  it('takes the money of another country for what it is', () => {
    expect(
      read(
        'You have received UGX 40,000 from OPIO on 2026-03-27. New balance: UGX 47,946.',
        'KE',
        'MTNMobMoney',
      ),
    ).toMatchObject({
      currency: 'UGX',
      amount: '40000.00',
      issuer: { key: expect.stringContaining('ug') },
    });
  });

  it('makes up neither amount nor balance nor day', () => {
    expect(read('Your account ****1234 was debited. Call 0700000000', 'NG')).toEqual({
      is: 'unknown',
      issuer: null,
    });
    expect(read('You have received N500 from ADA', 'NG')).toMatchObject({
      amount: '500.00',
      balance: null,
      date: null,
    });
  });

  it('adds charges that stand apart, and never a total to its parts', () => {
    const charges = (text: string) => {
      const reading = read(text, 'TZ');
      return reading.is === 'payment' ? reading.charges : null;
    };
    expect(charges('You have sent Tsh900 to ADA. Fee Tsh10, Tax Tsh2. New balance is Tsh5')).toEqual([
      { kind: 'fee', amount: '10.00' },
      { kind: 'tax', amount: '2.00' },
    ]);
    expect(
      charges(
        'You have sent Tsh900 to ADA. Total fee Tsh12 (M-Pesa fee Tsh10 + Government Levy Tsh2). New balance is Tsh5',
      ),
    ).toEqual([
      { kind: 'fee', amount: '10.00' },
      { kind: 'levy', amount: '2.00' },
    ]);
    // A total that its parts do not make up, since the tax is inside it.
    expect(
      charges('You have paid TSh 900 to KIOSK. Charges TSh 1,125. VAT TSh 172. New balance is TSh 5'),
    ).toEqual([{ kind: 'fee', amount: '1125.00' }]);
  });

  it('tells a payment once, however often it is told', () => {
    const one =
      'TKL7XQ00AB Confirmed. Ksh90.00 sent to ADA OBI on 20/11/26 at 1:00 PM. New M-PESA balance is Ksh10.00.';
    const other =
      'TKL7XQ00AB imethibitishwa. Ksh90.00 imetumwa kwa ADA OBI tarehe 20/11/26 saa 1:00 PM. Salio jipya la M-PESA ni Ksh10.00.';
    const kinds = readMessages(
      [one, one, other].map((text) => ({ text, sender: 'MPESA', receivedOn: null })),
      'KE',
    );
    expect(kinds.map((reading) => (reading.is === 'none' ? reading.reason : reading.is))).toEqual([
      'payment',
      'twin',
      'twin',
    ]);
  });
});

describe('payments in the same words', () => {
  const GOT = 'You have received GHS 20.00 from KOFI MENSAH. Fee charged: GHS 0.00.';
  const kinds = (given: [text: string, day: string | null][]) =>
    readMessages(
      given.map(([text, receivedOn]) => ({ text, sender: 'MobileMoney', receivedOn })),
      'GH',
    ).map((reading) => (reading.is === 'none' ? reading.reason : reading.is));

  it('are two where they came on two days, and one where they came on one', () => {
    expect(
      kinds([
        [GOT, '2026-11-18'],
        [GOT, '2026-11-19'],
        [GOT, '2026-11-19'],
        [GOT, null],
        [GOT, null],
      ]),
    ).toEqual(['payment', 'payment', 'twin', 'payment', 'twin']);
  });

  it('are two where they leave the same balance on two days', () => {
    const left = `${GOT} Current Balance: GHS 45.00.`;
    const again = left.replace('KOFI MENSAH', 'K. MENSAH');
    expect(
      kinds([
        [left, '2026-11-18'],
        [again, '2026-11-18'],
        [again, '2026-11-19'],
      ]),
    ).toEqual(['payment', 'twin', 'payment']);
  });

  it('are one where they name their day, whenever they came; two where they name two', () => {
    const on = (day: string) => `${GOT} Transaction ID: 43219876543. Date: ${day}`;
    expect(
      kinds([
        [on('18/11/2026'), '2026-11-18'],
        [on('18/11/2026'), '2026-11-19'],
        [on('19/11/2026'), '2026-11-19'],
      ]),
    ).toEqual(['payment', 'twin', 'payment']);
  });
});

describe('a telephone number', () => {
  it('is known however it is written', () => {
    expect(TELEPHONES.filter((sender) => !isTelephone(sender))).toEqual([]);
  });

  it('is no name of an institution, and no short code', () => {
    const issuers = COUNTRIES.flatMap(({ issuers }) => issuers.flatMap(({ senders }) => senders));
    const others = ['', 'MPESA', 'GTBank', 'Bet9ja', 'AB-737-BANK', '127', '30303', '322522', '9mobile 4G'];
    expect([...issuers, ...others].filter(isTelephone)).toEqual([]);
  });
});

describe('our own corpus', () => {
  const scores = scoreMessages(corpus);
  const transactions = corpus.filter(({ isTransaction }) => isTransaction);

  it('is as large and as wide as it is to be', () => {
    const count = (country: string) => corpus.filter((one) => one.country === country).length;
    expect(transactions.length).toBeGreaterThanOrEqual(400);
    expect(corpus.length - transactions.length).toBeGreaterThanOrEqual(100);
    expect(
      new Set(transactions.map(({ country, sender }) => `${country} ${sender}`)).size,
    ).toBeGreaterThanOrEqual(40);
    expect(new Set(corpus.map(({ country }) => country)).size).toBeGreaterThanOrEqual(10);
    expect([count('NG') >= 100, count('KE') >= 60, count('GH') >= 60]).toEqual([true, true, true]);
    expect(corpus.length).toBe(new Set(corpus.map(({ id }) => id)).size);
  });

  it.each([...new Set(corpus.map(({ country }) => country))])(
    'of %s is read, at least 95 of 100 fields',
    (country) => {
      const own = scores.filter((score) => score.country === country);
      const fields = own.reduce((sum, score) => sum + score.fields, 0);
      const equal = own.reduce((sum, score) => sum + score.equal, 0);
      expect(own.filter(({ missed }) => missed).map(({ id }) => id)).toEqual([]);
      expect(equal / fields).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('has nothing recorded that is no payment', () => {
    expect(scores.filter(({ wronglyRecorded }) => wronglyRecorded).map(({ id }) => id)).toEqual([]);
  });
});
