import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived: whom the envelope names, the headers that matter, both forms decoded. */
export interface Mail {
  from: string;
  to: string[];
  headers: Record<string, string>;
  text: string;
  html: string;
}

export interface MailServer {
  url: string;
  mails: Mail[];
  /** Every credential that was offered. */
  credentials: { user: string; password: string }[];
  /** Refuses the next recipients with this status; null takes them again. */
  refuse(status: number | null): void;
  stop(): Promise<void>;
}

/** A real SMTP server on a socket of this machine, which keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const credentials: MailServer['credentials'] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth(auth, _session, done) {
      credentials.push({ user: auth.username ?? '', password: auth.password ?? '' });
      done(null, { user: auth.username });
    },
    onRcptTo(_address, _session, done) {
      done(refusal === null ? null : Object.assign(new Error('not now'), { responseCode: refusal }));
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          ...parts(Buffer.concat(pieces).toString()),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    credentials,
    refuse: (status) => (refusal = status),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parts(raw: string): Pick<Mail, 'headers' | 'text' | 'html'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const found: Record<string, string> = {};
  for (const piece of body.split(`--${boundary}`)) {
    const part = split(piece.replace(/^\r\n/, ''));
    const type = part.headers['content-type']?.split(';')[0];
    if (type !== undefined) found[type] = decoded(part.body, part.headers['content-transfer-encoding'] ?? '');
  }
  return { headers, text: found['text/plain'] ?? '', html: found['text/html'] ?? '' };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: raw.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
  const text = body.replace(/\r\n$/, '').replaceAll('\r\n', '\n');
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
