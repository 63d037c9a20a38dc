import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { registry } from '../metrics/metrics.ts';
import { Mailer } from './mailer.ts';

/** What a mail server answers to each step; every step that is not named is well. */
type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'end';
const WELL: Record<Step, string> = {
  greeting: '220 mail.example.org',
  EHLO: '250-mail.example.org\r\n250 AUTH PLAIN',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 sender ok',
  RCPT: '250 2.1.5 recipient ok',
  DATA: '354 go on',
  end: '250 2.0.0 taken',
};

Logger.overrideLogger(false);

let server: Server;
let mailer: Mailer;

afterEach(async () => {
  await mailer.onApplicationShutdown();
  await new Promise((resolve) => server.close(resolve));
});

async function startServer(answers: Partial<Record<Step, string>>): Promise<number> {
  const say = { ...WELL, ...answers };
  server = createServer((socket) => {
    let isLetter = false;
    socket.on('error', () => undefined);
    socket.write(`${say.greeting}\r\n`);
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      if (isLetter && !text.endsWith('\r\n.\r\n')) return;
      const step = isLetter ? 'end' : (text.slice(0, 4) as Step | 'HELO' | 'QUIT');
      isLetter = step === 'DATA' && say.DATA.startsWith('354');
      if (step === 'QUIT') socket.end('221 bye\r\n');
      else socket.write(`${step === 'HELO' ? say.EHLO : say[step]}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function send(answers: Partial<Record<Step, string>>): Promise<string> {
  const port = await startServer(answers);
  const mail = {
    host: '127.0.0.1',
    port,
    secure: false,
    user: 'ada',
    password: 'wrong',
    from: 'Ikpa <ikpa@example.org>',
  };
  mailer = new Mailer({ mail } as Config);
  const letter = {
    subject: 'Hello',
    greeting: 'Hello,',
    before: [],
    action: 'See',
    link: 'https://x.example',
    after: [],
  };
  registry.resetMetrics();
  const tried = await mailer.send('reset', 'bola@example.org', letter).then(
    () => 'over',
    (error: Error) => error.message,
  );
  const found = /ikpa_mails_total\{kind="reset",outcome="(\w+)"\} 1/.exec(await registry.metrics());
  return `${found?.[1]}: ${tried}`;
}

describe('a letter', () => {
  test('that the server takes is sent', async () => {
    expect(await send({})).toBe('sent: over');
  });

  // What is said of the recipient or of the letter is said for good.
  test.each<[Step, string]>([
    ['RCPT', '550 5.1.1 nobody of that name'],
    ['end', '554 5.7.1 this looks like spam'],
  ])('that is refused for good at %s is not tried again', async (step, answer) => {
    expect(await send({ [step]: answer })).toBe('refused: over');
  });

  // What is said of us ends when it is repaired; what is said for now, by itself.
  test.each<[Step, string, string]>([
    ['greeting', '554 5.7.1 not from your address', 'EPROTOCOL 554'],
    ['EHLO', '550 5.7.1 say your name', 'EPROTOCOL 550'],
    ['AUTH', '535 5.7.8 wrong password', 'EAUTH 535'],
    ['MAIL', '553 5.7.1 not your sender', 'EENVELOPE 553'],
    ['DATA', '554 5.5.1 not now', 'EENVELOPE 554'],
    ['RCPT', '451 4.7.1 later', 'EENVELOPE 451'],
    ['end', '452 4.3.1 full', 'EMESSAGE 452'],
  ])('that fails at %s (%s) is tried again', async (step, answer, told) => {
    expect(await send({ [step]: answer })).toBe(`failed: the mail server did not take a letter: ${told}`);
  });
});
