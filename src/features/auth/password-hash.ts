import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP's first choice: Argon2id (the package's default algorithm), 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard is the same password. */
const normal = (password: string): string => password.normalize('NFKC');

/** A salted hash of a password as text that names its own parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), PARAMETERS);
}

let nobody: Promise<string> | null = null;

/**
 * Whether the password fits. Without a hash, because nobody has that address, it costs the same time and is false.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('base64'));
  const fits = await verify(passwordHash ?? (await nobody), normal(password));
  return passwordHash !== null && fits;
}

/** True for a hash made under other parameters than today's: hashed again when its person signs in. */
export function isOutdated(passwordHash: string): boolean {
  const made = parseOptions(passwordHash);
  return (
    made.memoryCost !== PARAMETERS.memoryCost ||
    made.timeCost !== PARAMETERS.timeCost ||
    made.parallelism !== PARAMETERS.parallelism
  );
}
