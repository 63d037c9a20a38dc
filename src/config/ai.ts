import type { AiModel } from '../domain/ai-prices.ts';
import type { Environment } from './environment.ts';

export interface AiConfig {
  readonly apiKey: string;
  readonly model: AiModel;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Most that a month may cost, in micro-dollars; null where nothing bounds it. */
  readonly monthlyLimit: number | null;
}

const MICRO_DOLLARS_PER_CENT = 10_000;

/** The AI that may be asked; null without a key, which is the default. */
export function aiOf(env: Environment): AiConfig | null {
  if (env.ANTHROPIC_API_KEY === undefined) return null;
  return {
    apiKey: env.ANTHROPIC_API_KEY,
    model: env.AI_MODEL,
    baseUrl: env.AI_BASE_URL.replace(/\/$/, ''),
    timeoutMs: env.AI_TIMEOUT_SECONDS * 1000,
    monthlyLimit: env.AI_MONTHLY_LIMIT === 0 ? null : env.AI_MONTHLY_LIMIT * MICRO_DOLLARS_PER_CENT,
  };
}
