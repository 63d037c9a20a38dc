import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: Buffer;
  secret: Buffer;
}

/** Thrown when stored bytes were sealed under a key that is not configured, or were changed since. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

/**
 * Seals stored files with AES-256-GCM under DATA_ENCRYPTION_KEY.
 * Layout: 4 bytes key id, 12 bytes nonce, 16 bytes tag, ciphertext. The key id tells which key opens it,
 * so that a key can be changed while older bytes are still there.
 */
export class DataCipher {
  readonly #keys: Key[];
  readonly #identifierKeys: readonly [Buffer, ...Buffer[]];

  constructor(current: string, previous: string | null) {
    this.#keys = [current, ...(previous === null ? [] : [previous])].map((text) => ({
      id: createHash('sha256').update(`ikpa key id:${text}`).digest().subarray(0, KEY_ID_BYTES),
      secret: Buffer.from(hkdfSync('sha256', text, '', 'ikpa stored files', 32)),
    }));
    const identifierKey = (text: string) => Buffer.from(hkdfSync('sha256', text, '', 'ikpa identifiers', 32));
    this.#identifierKeys = [identifierKey(current), ...(previous === null ? [] : [identifierKey(previous)])];
  }

  /** `context` is authenticated with the bytes: they open only under the same one. */
  seal(bytes: Uint8Array, context: string): Buffer {
    const key = this.#keys[0];
    if (key === undefined) throw new CannotOpen('no key is configured');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonce);
    cipher.setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([key.id, nonce, cipher.getAuthTag(), sealed]);
  }

  /** The first bytes of everything that is sealed under the key of today. */
  currentKeyId(): Buffer {
    const key = this.#keys[0];
    if (key === undefined) throw new CannotOpen('no key is configured');
    return key.id;
  }

  /** The same bytes under the key of today. Throws CannotOpen. */
  reseal(sealed: Uint8Array, context: string): Buffer {
    return this.seal(this.open(sealed, context), context);
  }

  /** Throws CannotOpen where no configured key fits or a byte differs. */
  open(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const key = this.#keys.find((candidate) => candidate.id.equals(bytes.subarray(0, KEY_ID_BYTES)));
    if (key === undefined) throw new CannotOpen('sealed under a key that is not configured');
    const nonce = bytes.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(KEY_ID_BYTES + NONCE_BYTES, KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new CannotOpen(error.message);
    }
  }

  /**
   * Keyed hashes, of 16 bytes each, by which an account number is recognised again without being stored: under the key
   * of today, by which it is kept, and under the one before.
   */
  identifierHashes(text: string): [current: Buffer, ...previous: Buffer[]] {
    const [current, ...previous] = this.#identifierKeys;
    const hash = (key: Buffer) => createHmac('sha256', key).update(text).digest().subarray(0, 16);
    return [hash(current), ...previous.map(hash)];
  }
}
