import { Inject, Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { AiConfig } from '../../config/ai.ts';
import { aiCost } from '../../domain/ai-prices.ts';
import type { AiModel } from '../../domain/ai-prices.ts';
import { Clock } from '../clock.ts';
import { CONFIG } from '../config.token.ts';
import { correlation } from '../logging/correlation.ts';
import { metrics } from '../metrics/metrics.ts';
import { startSpan } from '../tracing/spans.ts';
import { AiLimitReached, AiOff, AiRefused, AiTooSlow, AiUnavailable, AiUnusable } from './ai-errors.ts';
import { AiSpending } from './ai-spending.ts';
import type { Held } from './ai-spending.ts';
import { toolSchema } from './tool-schema.ts';
import { Vendor, VendorFailure } from './vendor.ts';

/** What the AI may be asked for; the coach adds its own. */
export type AiPurpose = 'statement';

export interface AiQuestion<T> {
  purseId: string;
  purpose: AiPurpose;
  /** What is to be done, in our own words alone. */
  task: string;
  /** What it is to be done with. It may come from anybody: nothing in it counts as a word of ours. */
  material: string;
  /** The one form of the answer. */
  answer: { name: string; description: string; schema: z.ZodType<T> };
  /** Most tokens that the answer may have. */
  mostTokens: number;
  signal: AbortSignal;
}

/** What an answer was made by, and what it cost. */
export interface AiReceipt {
  model: AiModel;
  at: string;
  microDollars: number;
}

export interface AiAnswer<T> {
  value: T;
  receipt: AiReceipt;
}

/** The parts of the vendor's answer that are looked at. */
const Message = z.object({
  stop_reason: z.string().nullable(),
  content: z.array(
    z.object({ type: z.string(), name: z.string().optional(), input: z.unknown().optional() }),
  ),
  usage: z.object({
    input_tokens: z.int().min(0),
    output_tokens: z.int().min(0),
    cache_creation_input_tokens: z.int().min(0).nullish(),
    cache_read_input_tokens: z.int().min(0).nullish(),
  }),
});

/** Tokens that the vendor adds to a question with a tool. */
const TOKENS_AROUND = 2000;

/**
 * Asks the AI, where the installation has a key: one question, one answer of a given form, its cost booked to the purse
 * and held against the month's limit. Whether the purse's owner agrees is for the caller to ask first. Neither what is
 * asked nor what is answered is ever logged.
 */
@Injectable()
export class Ai {
  readonly #logger = new Logger('Ai');
  readonly #config: AiConfig | null;
  readonly #vendor: Vendor | null;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly spending: AiSpending,
    private readonly clock: Clock,
  ) {
    this.#config = config.ai;
    this.#vendor = config.ai === null ? null : new Vendor(config.ai);
  }

  /** Which model is asked, and where; null where the installation has no key. */
  get asked(): { model: AiModel; host: string } | null {
    return this.#config === null
      ? null
      : { model: this.#config.model, host: new URL(this.#config.baseUrl).host };
  }

  /**
   * Throws AiOff, AiLimitReached, AiUnavailable, AiTooSlow, AiRefused, AiUnusable, and the signal's reason when it
   * fires.
   */
  async ask<T>(question: AiQuestion<T>): Promise<AiAnswer<T>> {
    if (this.#config === null || this.#vendor === null) throw new AiOff();
    const { purpose, signal } = question;
    const { model } = this.#config;
    const held = await this.spending.hold(aiCost(model, mostOf(question)));
    if (held === null) {
      metrics.aiRequest(purpose, 'over-limit');
      throw new AiLimitReached();
    }
    const span = startSpan(() => ({
      name: `ai ${purpose}`,
      kind: 'client',
      parent: correlation.getStore()?.span ?? null,
      attributes: { 'gen_ai.request.model': model },
    }));
    try {
      const came = await this.#vendor.ask(requestOf(model, question), signal);
      const answer = await this.#read(came, held, question);
      span?.end();
      return answer;
    } catch (error) {
      span?.end(error);
      if (!(error instanceof VendorFailure)) throw error;
      throw await this.#tell(error, held, question);
    }
  }

  async #read<T>(came: unknown, held: Held, question: AiQuestion<T>): Promise<AiAnswer<T>> {
    const message = Message.safeParse(came);
    if (!message.success) {
      await this.#settleUnknown(held, question);
      return this.#unusable(question, 'no message');
    }
    const { usage, content, stop_reason: stop } = message.data;
    const tokens = {
      input:
        usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0),
      output: usage.output_tokens,
    };
    const { model } = this.#asked();
    const microDollars = aiCost(model, tokens);
    const { purseId, purpose } = question;
    metrics.aiSpent(model, tokens, microDollars);
    await this.spending.settle(held, {
      purseId,
      purpose,
      model,
      outcome: 'answered',
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      microDollars,
    });
    if (stop === 'max_tokens') return this.#unusable(question, 'cut off');
    const call = content.find(({ type, name }) => type === 'tool_use' && name === question.answer.name);
    if (call === undefined)
      return this.#unusable(question, `no call of the tool, stopped by ${wordOf(stop)}`);
    const value = question.answer.schema.safeParse(call.input);
    if (!value.success) return this.#unusable(question, 'another form');
    metrics.aiRequest(purpose, 'answered');
    return { value: value.data, receipt: { model, at: this.clock.now().toISOString(), microDollars } };
  }

  #unusable({ purpose }: Pick<AiQuestion<unknown>, 'purpose'>, why: string): never {
    metrics.aiRequest(purpose, 'unusable');
    this.#logger.warn({ purpose, why }, 'the AI gave an answer that cannot be used');
    throw new AiUnusable();
  }

  /** Books what a failure may have cost, and says in the log what the vendor may be asked about. */
  async #tell(failure: VendorFailure, held: Held, question: AiQuestion<unknown>): Promise<unknown> {
    const { reason, status, requestId } = failure;
    const { purpose, signal } = question;
    if (failure.mayBeCharged) await this.#settleUnknown(held, question);
    else await this.spending.release(held);
    metrics.aiRequest(purpose, reason);
    if (reason === 'cancelled') return signal.reason;
    this.#logger.warn({ purpose, reason, status, vendorRequestId: requestId }, 'the AI gave no answer');
    if (reason === 'busy') return new AiUnavailable();
    return reason === 'slow' ? new AiTooSlow() : new AiRefused();
  }

  async #settleUnknown(held: Held, { purseId, purpose }: AiQuestion<unknown>): Promise<void> {
    const { model } = this.#asked();
    metrics.aiSpent(model, { input: 0, output: 0 }, held.microDollars);
    await this.spending.settle(held, {
      purseId,
      purpose,
      model,
      outcome: 'unknown',
      inputTokens: 0,
      outputTokens: 0,
      microDollars: held.microDollars,
    });
  }

  #asked(): AiConfig {
    if (this.#config === null) throw new AiOff();
    return this.#config;
  }
}

/** No token is shorter than a byte. */
function mostOf({ task, material, answer, mostTokens }: AiQuestion<unknown>) {
  const form = JSON.stringify(toolSchema(answer.schema)) + answer.description;
  return { input: Buffer.byteLength(task + material + form) + TOKENS_AROUND, output: mostTokens };
}

function requestOf(model: AiModel, question: AiQuestion<unknown>) {
  const { task, material, answer, mostTokens } = question;
  return {
    model,
    max_tokens: mostTokens,
    system: task,
    messages: [{ role: 'user' as const, content: material }],
    tools: [
      {
        name: answer.name,
        description: answer.description,
        input_schema: toolSchema(answer.schema),
        strict: true,
      },
    ],
    // The models refuse to be forced to call a tool: an answer without the call is not used.
    tool_choice: { type: 'auto' as const, disable_parallel_tool_use: true },
    output_config: { effort: 'low' as const },
  };
}

/** A word of the vendor's, if it is one. */
function wordOf(given: string | null): string {
  return given !== null && /^[a-z_]{1,40}$/.test(given) ? given : 'nothing';
}
