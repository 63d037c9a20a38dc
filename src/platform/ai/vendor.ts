import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import type Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { AiConfig } from '../../config/ai.ts';

/** How a question failed. Words of the vendor are not among it: they may repeat what was asked. */
export class VendorFailure extends Error {
  readonly reason: 'busy' | 'slow' | 'refused' | 'cancelled';
  /** 0 where no answer came. */
  readonly status: number;
  /** The vendor's own id of the request, for its support. */
  readonly requestId: string | null;
  /** False where the vendor said no before it began: then nothing is charged. */
  readonly mayBeCharged: boolean;

  constructor(
    reason: VendorFailure['reason'],
    { status = 0, requestId = null as string | null, mayBeCharged = false } = {},
  ) {
    super(`${reason} ${status}`);
    this.name = 'VendorFailure';
    this.reason = reason;
    this.status = status;
    this.requestId = requestId;
    this.mayBeCharged = mayBeCharged;
  }
}

const ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
/** Who is told to wait for longer is told so: a person sits before the screen. */
const LONGEST_WAIT_MS = 20_000;

type Sdk = typeof import('@anthropic-ai/sdk');

/** Speaks with Anthropic's API; its package is loaded with the first question. */
export class Vendor {
  readonly #config: AiConfig;
  #client: Promise<{ sdk: Sdk; client: Anthropic }> | null = null;

  constructor(config: AiConfig) {
    this.#config = config;
  }

  /**
   * Sends a question, and again after a while where the vendor is busy or fails. Throws VendorFailure.
   *
   * @returns what came, whatever it is
   */
  async ask(question: MessageCreateParamsNonStreaming, signal: AbortSignal): Promise<unknown> {
    const { sdk, client } = await (this.#client ??= connect(this.#config));
    const timeout = AbortSignal.timeout(this.#config.timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.messages.create(question, { signal: either });
      } catch (error) {
        if (signal.aborted) throw new VendorFailure('cancelled', { mayBeCharged: true });
        if (timeout.aborted) throw new VendorFailure('slow', { mayBeCharged: true });
        const failure = failureOf(error, sdk);
        // What may be charged already is not asked twice.
        const mayRepeat = failure.reason === 'busy' && !failure.mayBeCharged;
        const again = mayRepeat ? pause(error, attempt, sdk) : null;
        if (again === null || attempt >= ATTEMPTS) throw failure;
        await sleep(again, { signal, timeout, either });
      }
    }
  }
}

async function connect(config: AiConfig): Promise<{ sdk: Sdk; client: Anthropic }> {
  const sdk = await import('@anthropic-ai/sdk');
  const client = new sdk.Anthropic({
    apiKey: config.apiKey,
    baseURL: config.baseUrl,
    timeout: config.timeoutMs,
    // Its own would wait for as long as it is told to.
    maxRetries: 0,
    // Neither what is asked nor what is answered is written down or traced; our own span tells that it was.
    logLevel: 'off',
    openTelemetry: false,
    // A question goes where the configuration says and nowhere else.
    fetchOptions: { redirect: 'error' },
  });
  return { sdk, client };
}

function failureOf(error: unknown, { APIError, APIConnectionError }: Sdk): VendorFailure {
  // No connection, or one that broke: then what was on its way may have been answered.
  if (error instanceof APIConnectionError)
    return new VendorFailure('busy', { mayBeCharged: !wasNeverThere(error.cause) });
  // No JSON, though it says that it is.
  if (isNativeError(error) && error.name === 'SyntaxError')
    return new VendorFailure('refused', { mayBeCharged: true });
  if (!(error instanceof APIError)) throw error;
  const status = typeof error.status === 'number' ? error.status : 0;
  const requestId = error.requestID ?? null;
  const isBusy = status === 408 || status === 429 || status >= 500;
  return new VendorFailure(isBusy ? 'busy' : 'refused', { status, requestId });
}

const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function wasNeverThere(cause: unknown): boolean {
  if (!isNativeError(cause)) return false;
  if ('code' in cause && typeof cause.code === 'string') return NO_CONNECTION.has(cause.code);
  return wasNeverThere(cause.cause);
}

/** Milliseconds until the next attempt: as the vendor asks, else longer each time, with chance in it; null for never. */
function pause(error: unknown, attempt: number, { APIError }: Sdk): number | null {
  const asked = error instanceof APIError ? Number(error.headers?.get('retry-after') ?? '') : 0;
  if (Number.isFinite(asked) && asked > 0) return asked * 1000 > LONGEST_WAIT_MS ? null : asked * 1000;
  return FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}

async function sleep(
  milliseconds: number,
  { signal, timeout, either }: { signal: AbortSignal; timeout: AbortSignal; either: AbortSignal },
): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal: either });
  } catch (error) {
    // Between two attempts nothing is on its way.
    if (signal.aborted) throw new VendorFailure('cancelled');
    if (timeout.aborted) throw new VendorFailure('slow');
    throw error;
  }
}
