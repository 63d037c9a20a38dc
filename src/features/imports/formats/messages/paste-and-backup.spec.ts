import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../../test/support/listed-files.ts';
import { DEFAULT_LIMITS } from '../parse.ts';
import { followChain, gapsInWords } from './balance-chain.ts';
import type { ExpectedMessage } from './conformance.ts';
import { GIVEN } from './given.ts';
import { LONGEST_MESSAGE, readMessage } from './read-message.ts';
import { REASONS } from './reasons.ts';
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
const splitOf = (paste: string, country: string) =>
  splitPaste(paste, country).map(({ text, ...heading }) => ({ text: plain(text), ...heading }));
const unsigned = (given: readonly { message: string }[]) =>
  given.map(({ message }) => ({ text: plain(message), sender: null, receivedOn: null }));

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
        expect(splitOf(paste, given[0]?.country ?? '')).toEqual(unsigned(given));
      }),
      { numRuns: 1000 },
    );
  });

  it('is told apart where every message begins a line', () => {
    fc.assert(
      fc.property(payments, (given) => {
        const paste = given.map(({ message }) => message.trim()).join('\n');
        expect(splitOf(paste, given[0]?.country ?? '')).toEqual(unsigned(given));
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
        // One that tells no reference does not show where it begins, and stays with the one before it.
        fc.pre(texts.every((text) => !/^(?:Congratulations|Confirmed)/.test(text)));
        expect(splitOf(texts.join(' '), 'KE')).toEqual(unsigned(given));
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

  it('is what its parts are, where blank lines part them', () => {
    const part = fc.oneof(
      fc.constantFrom(...corpus.filter(({ country }) => country === 'NG').map(({ message }) => message)),
      fc.constantFrom(
        'OPay',
        'From: OPay\nHello',
        '20 Nov 2026, 18:04\nHello',
        'Sasa! See you\nat the shop.',
        '[20/11/2026, 18:04] OPay: Hello\n[20/11/2026, 18:05] +234 803 123 4567: Hello',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        // A heading alone is the heading of what comes next.
        fc.pre(!parts.includes('OPay'));
        expect(splitPaste(parts.join('\n\n'), 'NG')).toEqual(parts.flatMap((one) => splitPaste(one, 'NG')));
      }),
      { numRuns: 500 },
    );
  });

  it('is split by looking at each letter a few times, however long it is and whatever it holds', () => {
    const lines = fc.constantFrom(
      'hello there my friend',
      'abc',
      'OPay',
      'Dear Ada',
      'Acct: 1234',
      '20 Nov 2026',
      '+234 803 123 4567',
      'Dear Ada, you have got N500. ',
      'Your code is 44810. Do not share it.',
      'Failed. ',
      ...corpus.slice(0, 40).map(({ message }) => message),
    );
    fc.assert(
      fc.property(
        fc.array(lines, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', ' '),
        (given, between) => {
          const lettersRead = (size: number): number => {
            let letters = 0;
            let longest = 0;
            const paste = Array.from({ length: size }, () => given.join(between)).join(between);
            splitPaste(paste, 'NG', (message, country) => {
              letters += message.text.length;
              longest = Math.max(longest, message.text.length);
              return readMessage(message, country);
            });
            expect(longest).toBeLessThanOrEqual(LONGEST_MESSAGE);
            return letters;
          };
          // The first lines of a text that never ends as a message are all tried: they are a constant.
          const constant = LONGEST_MESSAGE ** 2;
          expect(lettersRead(400)).toBeLessThanOrEqual(4.5 * lettersRead(100) + constant);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('begins another message at a second account', () => {
    const first = 'NGN 25,000.00 has been debited from your account 012****377. Desc: RENT';
    const second = 'Acct: ******5170\nAmt: NGN534.00 CR\nDesc: TRF FROM ADA OBI\nAvail Bal: NGN630.00';
    expect(splitPaste(`${first}\n${second}`, 'NG')).toEqual([
      { text: first, sender: null, receivedOn: null },
      { text: second, sender: null, receivedOn: null },
    ]);
  });

  it('keeps what the person wrote apart from the code above it, and the code in one piece', () => {
    const code = 'Your M-PESA verification code is 44810.\nDo not share it with anyone, not even our staff.';
    const own = 'Sasa! See you at the shop tomorrow.';
    expect(splitPaste(`${code}\n${own}`, 'KE')).toEqual([
      { text: code, sender: null, receivedOn: null },
      { text: own, sender: null, receivedOn: null },
    ]);
  });

  it('takes sender and day from the lines that name them', () => {
    const text = 'You have received N500.00 from ADA OBI. Ref 123456789';
    const want = { text, sender: 'OPay', receivedOn: '2026-11-20' };
    expect(splitPaste(`OPay\n20 Nov 2026, 18:04\n${text}`, 'NG')).toEqual([want]);
    expect(splitPaste(`From: OPay\nReceived: 20/11/2026 6:04 PM\n${text}\n\nHello`, 'NG')).toEqual([
      want,
      { text: 'Hello', sender: null, receivedOn: null },
    ]);
    for (const line of [
      `[20/11/2026, 18:04] OPay: ${text}`,
      `[20/11/2026, 6:04:22 PM] OPay: ${text}`,
      `20/11/2026, 6:04\u202fpm - OPay: ${text}`,
    ])
      expect([line, splitPaste(line, 'NG')]).toEqual([line, [want]]);
    // Neither a name nor a number.
    const account = '20/11/2026 18:04 Acct 1234: N500.00 DR';
    expect(splitPaste(account, 'NG')).toEqual([{ text: account, sender: null, receivedOn: null }]);
  });

  it('knows telephone numbers as what they are, in chats and over messages', () => {
    const text = 'You have received N500.00 from ADA OBI. Ref 123456789. Balance: N900.00';
    const numbers = [
      '+234 803 123 4567',
      '0803-123-4567',
      '(0803) 123 4567',
      '\u202a+2348031234567\u202c',
      '70123456',
    ];
    for (const number of numbers) {
      const sender = number.replace(/\p{Cf}/gu, '');
      for (const line of [
        `[20/11/2026, 18:04] ${number}: ${text}`,
        `20/11/2026, 18:04 - ${number}: ${text}`,
        `\u200e[20/11/2026, 6:04:22 PM] ${number}: ${text}`,
      ])
        expect([line, splitPaste(line, 'NG')]).toEqual([line, [{ text, sender, receivedOn: '2026-11-20' }]]);
    }
    expect(splitPaste(`+234 803 123 4567\n${text}\n\nFrom: 0803-123-4567\n${text}`, 'NG')).toEqual([
      { text, sender: '+234 803 123 4567', receivedOn: null },
      { text, sender: '0803-123-4567', receivedOn: null },
    ]);
    const chat = numbers.map((number) => `[20/11/2026, 18:04] ${number}: ${text}`).join('\n');
    const { statements, error } = parseListed(Buffer.from(GIVEN + JSON.stringify({ text: chat })), {
      country: 'NG',
    });
    expect([
      error,
      statements.map(({ accountName, rows, rejected }) => [accountName, rows, rejected]),
    ]).toEqual([
      null,
      [
        [
          null,
          [],
          numbers.map((_, index) => ({
            index,
            where: `message ${index + 1}`,
            raw: text,
            code: 'no-payment',
            why: REASONS.person,
          })),
        ],
      ],
    ]);
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

describe('what people wrote', () => {
  const SECRET = 'Chemist at seven';
  const people = [
    '+254712000333',
    '0803-123-4567',
    '+234 803 123 4567',
    '70123456',
    '\u202a+2348031234567\u202c',
    '٠١٠٠٠٠٠٠٠٠٠',
    '0803 123 4567~0803 123 4568',
    '',
    ' - ',
    'null',
    'ada@example.org',
    'insert-address-token',
  ];
  const bank =
    'TKL7XQ00AB Confirmed. Ksh90.00 sent to ADA OBI on 20/11/26 at 1:00 PM. New M-PESA balance is Ksh10.00.';
  const sms = (address: string, body: string): string =>
    `<sms address="${address}" date="1795280640000" type="1" body="${body}" />`;
  const parse = (...lines: string[]) =>
    parseListed(Buffer.from(['<?xml version="1.0"?>\n<smses>', ...lines, '</smses>'].join('\n')), {
      country: 'KE',
    });

  it('is counted, and kept nowhere', () => {
    const parsed = parse(...people.map((address) => sms(address, SECRET)), sms('MPESA', bank));
    expect(parsed.statements.map(({ rows, rejected }) => [rows.map(({ raw }) => raw), rejected])).toEqual([
      [
        [bank],
        [
          {
            index: 1,
            where: 'backup',
            raw: 'Messages that were left out without being read: 7 from telephone numbers, 5 from unnamed senders.',
            code: 'left-out',
            why: 'Messages that were left out without being read: 7 from telephone numbers, 5 from unnamed senders.',
          },
        ],
      ],
    ]);
    expect(JSON.stringify(parsed)).not.toContain('Chemist');
  });

  it.each([
    [
      'quotes that are not written as XML',
      '<sms address="0803-123-4567" type="1" body="say" Chemist="" Chemist="" />',
    ],
    ['a mark that is not', `<sms address="70123456" type="1" body="&${SECRET.replaceAll(' ', '')};" />`],
    [
      'an element that is not',
      `<sms address="70123456" type="1" body="x" /></${SECRET.replaceAll(' ', '')}>`,
    ],
  ])('stands in no problem of a file with %s', (_, line) => {
    const parsed = parse(sms('MPESA', bank), line);
    expect(parsed).toMatchObject({ statements: [], error: { code: 'unreadable', where: 'line 4' } });
    expect(JSON.stringify(parsed)).not.toContain('Chemist');
  });
});

describe('a payment without a day', () => {
  it('stands in no chain of balances', () => {
    const on = (day: string, balance: string) =>
      `You have received GHS 20.00 from KOFI MENSAH on ${day}. Current Balance: GHS ${balance}.`;
    const text = [
      'You have received GHS 500.00 from AMA OWUSU. Current Balance: GHS 900.00.',
      on('18/11/2026', '45.00'),
      on('19/11/2026', '65.00'),
    ].join('\n\n');
    const { statements } = parseListed(Buffer.from(GIVEN + JSON.stringify({ text })), {
      country: 'GH',
    });
    expect(
      statements.map(({ opening, openingOn, closing, proof, rows, rejected }) => ({
        opening,
        openingOn,
        closing,
        proof,
        rows: rows.map(({ index, date, amount }) => [index, date, amount]),
        rejected: rejected.map(({ index, where, code }) => [index, where, code]),
      })),
    ).toEqual([
      {
        opening: '25.00',
        openingOn: '2026-11-17',
        closing: '65.00',
        proof: { state: 'proved', why: 'The balance follows through 2 messages.' },
        rows: [
          [0, '2026-11-18', '20.00'],
          [1, '2026-11-19', '20.00'],
        ],
        rejected: [[2, 'message 1', 'no-day']],
      },
    ]);
  });

  it('proves nothing by itself', () => {
    const text = 'You have received GHS 500.00 from AMA OWUSU. Current Balance: GHS 900.00.';
    const { statements } = parseListed(Buffer.from(GIVEN + JSON.stringify({ text })), {
      country: 'GH',
    });
    expect(statements).toMatchObject([
      { opening: null, openingOn: null, closing: null, proof: { state: 'not-stated' }, rows: [] },
    ]);
  });
});

describe('two purses of one sender', () => {
  it('are two statements, each with its own balances', () => {
    const text = [
      'TCH41AK8QY Confirmed.You have received Ksh350.00 from ZAWADI ATIENO on 17/3/26 at 12:03 PM  New business balance is Ksh1,350.00. To access your funds, Dial *334#,select Pochi la Biashara & Withdraw funds.',
      'TCH42AK8QY Confirmed.You have received Ksh600.00 from TUMAINI WERE 0799***121 on 17/3/26 at 2:15 PM New M-PESA balance is Ksh840.00. Separate business and personal funds through Pochi la Biashara on *334#.',
      'TCH43AK8QY Confirmed. Ksh80.00 sent to AMANI NJERI on 17/3/26 at 7:13 PM. New business balance is Ksh1,270.00. Transaction cost, Ksh0.00.',
      'TCH44AK8QY Confirmed, Ksh1,270.00 has been moved from your business account to your M-PESA account on 18/3/26 at 3:18 PM.. New business balance is Ksh0.00. New M-PESA balance is Ksh2,110.00.',
    ];
    const given = [
      { text: text.join('\n\n') },
      { messages: text.map((one) => ({ text: one, sender: 'MPESA', receivedAt: '2026-03-18T18:00:00Z' })) },
    ];
    for (const one of given) {
      const { statements } = parseListed(Buffer.from(GIVEN + JSON.stringify(one)), { country: 'KE' });
      expect(
        statements.map(({ accountName, opening, closing, proof, rows }) => [
          accountName,
          opening,
          closing,
          proof.state,
          rows.map(({ amount }) => amount),
        ]),
      ).toEqual([
        ['M-PESA business', '1000.00', '1270.00', 'proved', ['350.00', '-80.00']],
        ['M-PESA', '240.00', '2110.00', 'proved', ['600.00', '1270.00']],
      ]);
    }
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
        const parsed = parseListed(bytes, { country: given[0]?.country ?? '' });
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
