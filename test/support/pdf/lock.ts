import { createCipheriv, createHash } from 'node:crypto';

/** How a PDF is locked: the schemes that statements really come with. */
export type LockKind = 'rc4-40' | 'rc4-128' | 'aes-128' | 'aes-256-r5' | 'aes-256';

export interface Lock {
  kind: LockKind;
  /** What the reader types; empty for a file that only forbids changes. */
  password: string;
  owner?: string;
}

export interface Locked {
  /** The encryption dictionary. */
  dictionary: string;
  seal: (data: Buffer, object: number) => Buffer;
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const PERMISSIONS = -3904;

const md5 = (...parts: Uint8Array[]) => digest('md5', parts);
const digest = (name: string, parts: Uint8Array[]) => {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;

/** The lock of a document; the same file id and lock make the same bytes. */
export function lockFor(lock: Lock, id: Buffer): Locked {
  return lock.kind.startsWith('aes-256') ? modern(lock, id) : old(lock, id);
}

function old({ kind, password, owner = 'the owner' }: Lock, id: Buffer): Locked {
  const length = kind === 'rc4-40' ? 5 : 16;
  const revision = kind === 'rc4-40' ? 2 : kind === 'rc4-128' ? 3 : 4;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const ownerKey = repeated(md5(padded(owner)), revision === 2 ? 0 : 50, length);
  const ownerValue = passes(ownerKey, padded(password), revision);
  const key = repeated(md5(padded(password), ownerValue, permissions, id), revision === 2 ? 0 : 50, length);
  const user =
    revision === 2
      ? rc4(key, PADDING)
      : Buffer.concat([passes(key, md5(PADDING, id), revision), Buffer.alloc(16)]);
  const version = { 2: '/V 1 /Length 40', 3: '/V 2 /Length 128', 4: '/V 4 /Length 128' }[revision];
  const filter =
    revision === 4
      ? ' /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF'
      : '';
  return {
    dictionary: `<< /Filter /Standard ${version} /R ${revision} /P ${PERMISSIONS} /O ${hex(ownerValue)} /U ${hex(user)}${filter} >>`,
    seal: (data, object) => {
      const number = Buffer.from([object & 255, (object >> 8) & 255, (object >> 16) & 255, 0, 0]);
      const salt = revision === 4 ? Buffer.from('sAlT') : Buffer.alloc(0);
      const own = md5(key, number, salt).subarray(0, Math.min(16, length + 5));
      return revision === 4 ? aesWithStart(own, data, object) : rc4(own, data);
    },
  };
}

function modern({ kind, password, owner = 'the owner' }: Lock, id: Buffer): Locked {
  const revision = kind === 'aes-256' ? 6 : 5;
  const hash = (secret: Buffer, salt: Buffer, user: Buffer) =>
    revision === 6 ? hardened(secret, salt, user) : digest('sha256', [secret, salt, user]);
  const key = digest('sha256', [id, Buffer.from('key')]);
  const salt = (name: string) => digest('sha256', [id, Buffer.from(name)]).subarray(0, 8);
  const half = (secret: string, name: string, user: Buffer) => {
    const bytes = Buffer.from(secret, 'utf8').subarray(0, 127);
    const [check, open] = [salt(`${name} check`), salt(`${name} open`)];
    return {
      value: Buffer.concat([hash(bytes, check, user), check, open]),
      sealed: aes('aes-256-cbc', hash(bytes, open, user), Buffer.alloc(16), key, false),
    };
  };
  const user = half(password, 'user', Buffer.alloc(0));
  const own = half(owner, 'owner', user.value);
  const perms = Buffer.alloc(16, 0xff);
  perms.writeInt32LE(PERMISSIONS, 0);
  perms.write('Tadb', 8, 'latin1');
  salt('perms').copy(perms, 12, 0, 4);
  const sealedPerms = aes('aes-256-ecb', key, null, perms, false);
  return {
    dictionary: `<< /Filter /Standard /V 5 /R ${revision} /Length 256 /P ${PERMISSIONS} /O ${hex(own.value)} /U ${hex(user.value)} /OE ${hex(own.sealed)} /UE ${hex(user.sealed)} /Perms ${hex(sealedPerms)} /CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF >>`,
    seal: (data, object) => aesWithStart(key, data, object),
  };
}

/** The hash of revision 6: at least 64 rounds, as many more as the last byte asks for. */
function hardened(secret: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = digest('sha256', [secret, salt, user]);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat([secret, key, user]);
    const many = Buffer.concat(Array.from({ length: 64 }, () => block));
    const mixed = aes('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32), many, false);
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = digest(['sha256', 'sha384', 'sha512'][sum % 3] ?? 'sha256', [mixed]);
    last = mixed.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
}

function repeated(first: Buffer, times: number, length: number): Buffer {
  let value = first;
  for (let time = 0; time < times; time += 1) value = md5(value.subarray(0, length));
  return value.subarray(0, length);
}

function passes(key: Buffer, data: Buffer, revision: number): Buffer {
  let value = data;
  for (let pass = 0; pass < (revision === 2 ? 1 : 20); pass += 1)
    value = rc4(
      key.map((byte) => byte ^ pass),
      value,
    );
  return value;
}

function aesWithStart(key: Buffer, data: Buffer, object: number): Buffer {
  const start = md5(key, Buffer.from(`start ${object}`));
  return Buffer.concat([
    start,
    aes(key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc', key, start, data, true),
  ]);
}

function aes(name: string, key: Buffer, start: Buffer | null, data: Buffer, padding: boolean): Buffer {
  const cipher = createCipheriv(name, key, start).setAutoPadding(padding);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** Node's own is switched off with other old ciphers. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  for (let at = 0, to = 0; at < 256; at += 1) {
    to = (to + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255;
    [state[at], state[to]] = [state[to] ?? 0, state[at] ?? 0];
  }
  let [left, right] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      left = (left + 1) & 255;
      right = (right + (state[left] ?? 0)) & 255;
      [state[left], state[right]] = [state[right] ?? 0, state[left] ?? 0];
      return byte ^ (state[((state[left] ?? 0) + (state[right] ?? 0)) & 255] ?? 0);
    }),
  );
}
