import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { LimitStorage } from '../http/limit-storage.ts';
import { TooManyRequests } from '../http/problem.filter.ts';

const HOUR_MS = 3_600_000;

/** How many mails one may cause: what a stranger can type must not become a way to fill somebody's mailbox. */
const LIMITS = {
  'mail-reset-address': { most: 3, within: HOUR_MS },
  'mail-reset-network': { most: 20, within: HOUR_MS },
  'mail-verification': { most: 5, within: HOUR_MS },
  'mail-invitation': { most: 20, within: 24 * HOUR_MS },
};

@Injectable()
export class MailLimits {
  constructor(
    private readonly limits: LimitStorage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** True while another mail is within the limit; `part` is whom or what it is counted for. */
  async allows(name: keyof typeof LIMITS, part: string): Promise<boolean> {
    return (await this.#hit(name, part)) === null;
  }

  /** Throws TooManyRequests. */
  async count(name: keyof typeof LIMITS, part: string): Promise<void> {
    const seconds = await this.#hit(name, part);
    if (seconds === null) return;
    throw new TooManyRequests('That many mails are enough for now. Try again later.', seconds);
  }

  /** Redis holds neither addresses nor e-mail addresses. */
  async #hit(name: keyof typeof LIMITS, part: string): Promise<number | null> {
    const key = createHmac('sha256', this.config.auth.refreshSecret)
      .update(`ikpa limit:${name}:${part}`)
      .digest('base64url');
    const { most, within } = LIMITS[name];
    const state = await this.limits.increment(key, within, most, 0, name);
    return state.isBlocked ? state.timeToBlockExpire : null;
  }
}
