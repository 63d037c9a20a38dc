import { z } from 'zod';

/** What strict tools refuse to hear of; the zod schema looks at it once the answer is there. */
const UNHEARD = new Set([
  '$schema',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
]);

export interface ToolSchema {
  type: 'object';
  [key: string]: unknown;
}

/** The JSON schema of a strict tool's input, as far as the vendor holds the answer to it. */
export function toolSchema(schema: z.ZodType): ToolSchema {
  const { type, ...rest } = heard(z.toJSONSchema(schema)) as Record<string, unknown>;
  if (type !== 'object') throw new Error('the input of a tool is an object');
  return { type, ...rest };
}

function heard(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(heard);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => !UNHEARD.has(key))
      .map(([key, value]) => [key, key === 'properties' ? heardEach(value as object) : heard(value)]),
  );
}

/** Here the keys are names of our own, whatever they are. */
function heardEach(properties: object): object {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, heard(schema)]));
}
