import { Logger } from '@nestjs/common';
import type { z } from 'zod';

const logger = new Logger('Http');

/**
 * The answer as its contract has it. Properties that the contract does not know are left out and told of in the log: in
 * rows that a newer release wrote there may be more than this one knows, and it must be possible to go back to it.
 * Throws a ZodError for everything else that does not fit.
 */
export function answerOf<T>(contract: z.ZodType<T>, value: unknown): T {
  const result = contract.safeParse(value);
  if (result.success) return result.data;
  const unknown = result.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length < result.error.issues.length) throw result.error;
  const rest: unknown = structuredClone(value);
  const told = new Set<string>();
  for (const { path, keys } of unknown) {
    const holder = path.reduce<unknown>((part, name) => Reflect.get(Object(part), name), rest);
    for (const key of keys) {
      Reflect.deleteProperty(Object(holder), key);
      told.add([...path.filter((name) => typeof name === 'string'), key].join('.'));
    }
  }
  logger.warn({ properties: [...told] }, 'left out of an answer, since this release does not know them');
  return contract.parse(rest);
}
