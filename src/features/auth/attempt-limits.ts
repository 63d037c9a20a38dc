import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { networkOf } from '../../platform/http/address.ts';
import { LimitStorage } from '../../platform/http/limit-storage.ts';
import { TooManyRequests } from '../../platform/http/problem.filter.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { DeviceTokens } from './device-tokens.ts';

const MINUTE_MS = 60_000;

/** Attempts and the time they are counted over; docs/decisions/006-sign-in-limits.md says why these. */
const LIMITS = {
  device: { attempts: 10, within: 15 * MINUTE_MS },
  accountFromNetwork: { attempts: 10, within: 15 * MINUTE_MS },
  network: { attempts: 100, within: 15 * MINUTE_MS },
  accountFromStrangers: { attempts: 100, within: 60 * MINUTE_MS },
  passwordChange: { attempts: 10, within: 15 * MINUTE_MS },
  signUp: { within: 60 * MINUTE_MS },
};

export interface SignInAttempt {
  email: string;
  address: string;
  /** What the browser keeps from an earlier sign-in, if it does. */
  device: string | undefined;
}

/**
 * Bounds on guessing. Attempts are counted per account and network, so that a stranger's do not touch the owner's;
 * a browser that signed in to the account before has a count of its own.
 */
@Injectable()
export class AttemptLimits {
  readonly #devices: DeviceTokens;

  constructor(
    private readonly limits: LimitStorage,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.#devices = new DeviceTokens(config.auth.refreshSecret, config.auth.refreshSecretPrevious);
  }

  /** The token by which this browser is known at its next sign-in. */
  deviceToken(email: string): string {
    return this.#devices.issue(email);
  }

  /**
   * Counts a sign-in before the password is looked at. `networks` are those from which the account is in use.
   * Throws TooManyRequests.
   */
  async countSignIn(attempt: SignInAttempt, networks: readonly string[]): Promise<void> {
    try {
      if (await this.#isKnownDevice(attempt)) return;
      const network = networkOf(attempt.address);
      await this.#count('sign-in-account-network', [attempt.email, network], LIMITS.accountFromNetwork);
      await this.#count('sign-in-network', [network], LIMITS.network);
      if (!networks.includes(network)) {
        await this.#count('sign-in-strangers', [attempt.email], LIMITS.accountFromStrangers);
      }
    } catch (error) {
      if (error instanceof TooManyRequests) metrics.signIn('throttled');
      throw error;
    }
  }

  /** A sign-in that succeeded clears the account's counts for where it came from. */
  async forgiveSignIn(attempt: SignInAttempt): Promise<void> {
    const device = this.#devices.read(attempt.device, attempt.email);
    if (device !== null) await this.limits.reset(this.#key([device]), 'sign-in-device');
    const key = this.#key([attempt.email, networkOf(attempt.address)]);
    await this.limits.reset(key, 'sign-in-account-network');
  }

  /** Throws TooManyRequests. */
  async countSignUp(address: string): Promise<void> {
    const attempts = this.config.auth.signUpsPerHour;
    await this.#count('sign-up', [networkOf(address)], { ...LIMITS.signUp, attempts });
  }

  /** Throws TooManyRequests. */
  async countPasswordChange(userId: string): Promise<void> {
    await this.#count('password-change', [userId], LIMITS.passwordChange);
  }

  /** A known browser that guesses too often is a stranger like any other. */
  async #isKnownDevice({ device, email }: SignInAttempt): Promise<boolean> {
    const known = this.#devices.read(device, email);
    if (known === null) return false;
    const { attempts, within } = LIMITS.device;
    const state = await this.limits.increment(this.#key([known]), within, attempts, 0, 'sign-in-device');
    return !state.isBlocked;
  }

  async #count(name: string, parts: string[], limit: { attempts: number; within: number }): Promise<void> {
    const state = await this.limits.increment(this.#key(parts), limit.within, limit.attempts, 0, name);
    if (!state.isBlocked) return;
    const seconds = state.timeToBlockExpire;
    throw new TooManyRequests(`Too many attempts. Try again in ${inWords(seconds)}.`, seconds);
  }

  /** Redis holds neither addresses nor e-mail addresses. */
  #key(parts: string[]): string {
    return createHmac('sha256', this.config.auth.refreshSecret)
      .update(`ikpa limit:${parts.join('\n')}`)
      .digest('base64url');
  }
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}
