import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What a browser keeps after a sign-in to show at the next one that it was there before. It opens nothing: it only
 * decides whose attempts are counted together.
 */
export class DeviceTokens {
  readonly #secrets: readonly string[];

  constructor(secret: string, previous: string | null) {
    this.#secrets = previous === null ? [secret] : [secret, previous];
  }

  issue(email: string): string {
    const device = randomBytes(16).toString('base64url');
    return `${device}.${this.#macs(device, email)[0]?.toString('base64url') ?? ''}`;
  }

  /** The device's name where the token was issued for this account, else null. */
  read(token: string | undefined, email: string): string | null {
    const [, device, given] = /^([\w-]{22})\.([\w-]{43})$/.exec(token ?? '') ?? [];
    if (device === undefined || given === undefined) return null;
    const mac = Buffer.from(given, 'base64url');
    return this.#macs(device, email).some((expected) => timingSafeEqual(expected, mac)) ? device : null;
  }

  #macs(device: string, email: string): Buffer[] {
    return this.#secrets.map((secret) =>
      createHmac('sha256', secret).update(`ikpa device:${device}:${email}`).digest(),
    );
  }
}
