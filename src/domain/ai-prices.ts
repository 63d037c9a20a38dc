/**
 * What a million tokens of a model cost, in cents of a US dollar: as Anthropic's price list said on 2026-12-01,
 * https://platform.claude.com/docs/en/about-claude/pricing. A model that is not here cannot be chosen, since what it
 * costs could not be held against the limit. A new one joins with its price, once our requests were tried on it.
 */
const PRICES = {
  'claude-haiku-5-5': { input: 10, output: 50, long: { over: 100_000, input: 50, output: 250 } },
  'claude-sonnet-5-5': { input: 200, output: 1000, long: null },
  'claude-opus-5-5': { input: 400, output: 2000, long: null },
} as const;

export type AiModel = keyof typeof PRICES;

/** The models that can be chosen. */
export const AI_MODELS = Object.keys(PRICES) as [AiModel, ...AiModel[]];

export interface AiTokens {
  readonly input: number;
  readonly output: number;
}

/** What tokens cost, in micro-dollars (millionths of a US dollar), rounded up. */
export function aiCost(model: AiModel, { input, output }: AiTokens): number {
  const { long, ...usual } = PRICES[model];
  const price = long !== null && input > long.over ? long : usual;
  // Cents for a million tokens are hundredths of a micro-dollar for one.
  return Math.ceil((input * price.input + output * price.output) / 100);
}
