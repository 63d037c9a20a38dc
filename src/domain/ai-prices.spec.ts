import { describe, expect, it } from '@jest/globals';
import { AI_MODELS, aiCost } from './ai-prices.ts';

describe('what tokens cost', () => {
  it('is the list price in millionths of a dollar', () => {
    expect(aiCost('claude-sonnet-5-5', { input: 1_000_000, output: 0 })).toBe(2_000_000);
    expect(aiCost('claude-sonnet-5-5', { input: 12_345, output: 678 })).toBe(31_470);
    expect(aiCost('claude-opus-5-5', { input: 0, output: 1_000_000 })).toBe(20_000_000);
  });

  it('rounds a part of a millionth up, and is nothing for nothing', () => {
    expect(aiCost('claude-haiku-5-5', { input: 1, output: 0 })).toBe(1);
    expect(aiCost('claude-haiku-5-5', { input: 0, output: 0 })).toBe(0);
  });

  it('is more for every token of a long prompt where the list says so', () => {
    expect(aiCost('claude-haiku-5-5', { input: 100_000, output: 1000 })).toBe(10_500);
    expect(aiCost('claude-haiku-5-5', { input: 100_001, output: 1000 })).toBe(52_501);
  });

  it('is known for every model that can be chosen', () => {
    for (const model of AI_MODELS) expect(aiCost(model, { input: 1000, output: 1000 })).toBeGreaterThan(0);
  });
});
