import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import type { Config } from '../../config.ts';
import type { MailConfig } from '../../config/mail.ts';
import { CONFIG } from '../config.token.ts';
import { DomainError } from '../../domain/errors.ts';
import { metrics } from '../metrics/metrics.ts';
import { written } from './letter.ts';
import type { Letter } from './letter.ts';

/** The installation sends no mail: somebody has to hand a link over. */
export class MailOff extends DomainError {
  constructor() {
    super('mail-off', 'conflict', 'This installation sends no mail. Ask its administrator for a link.');
  }
}

export type MailKind = 'verification' | 'reset' | 'invitation';

const PATIENCE_MS = 20_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/** Sends mail by SMTP, from jobs only. Neither addresses nor letters are ever logged. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  readonly #logger = new Logger('Mail');
  readonly #config: MailConfig | null;
  #transport: Promise<Transporter> | null = null;

  constructor(@Inject(CONFIG) config: Config) {
    this.#config = config.mail;
  }

  /**
   * Hands a letter to the mail server. Throws when that may succeed later, so that the job is tried again; a server
   * that refuses the letter for good (5xx) is only told of, since asking again changes nothing.
   */
  async send(kind: MailKind, to: string, letter: Letter): Promise<void> {
    if (this.#config === null) throw new MailOff();
    const transport = await (this.#transport ??= connect(this.#config));
    try {
      await transport.sendMail({
        from: this.#config.from,
        to: { name: '', address: to },
        ...written(letter),
        // What a person has not asked for by hand gets no answer from their holiday notice.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableUrlAccess: true,
        disableFileAccess: true,
      });
      metrics.mail(kind, 'sent');
    } catch (error) {
      const { status, code, command } = smtpError(error);
      // Said of the recipient or, at the end of DATA, of the letter. What is said of us (greeting, sender, password,
      // DATA itself) ends when it is repaired.
      if (status >= 500 && (command === 'RCPT TO' || (command === 'DATA' && code === 'EMESSAGE'))) {
        metrics.mail(kind, 'refused');
        this.#logger.warn({ kind, status }, 'the mail server refused a letter for good');
        return;
      }
      metrics.mail(kind, 'failed');
      // Its own message may quote the address.
      throw new Error(`the mail server did not take a letter: ${code} ${status}`);
    }
  }

  /** Asks the mail server whether it would take mail from us; throws what is in the way. For operators. */
  async check(): Promise<void> {
    if (this.#config === null) throw new MailOff();
    const transport = await (this.#transport ??= connect(this.#config));
    await transport.verify();
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.#transport)?.close();
  }
}

async function connect(config: MailConfig): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { host, port, secure, user, password } = config;
  return createTransport({
    host,
    port,
    secure,
    // A password never travels in the clear, save within this machine.
    requireTLS: !secure && user !== null && !LOOPBACK.has(host),
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
}

function smtpError(error: unknown): { status: number; code: string; command: string } {
  if (!isNativeError(error)) throw error;
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const command = 'command' in error && typeof error.command === 'string' ? error.command : '';
  return { status, code, command };
}
