import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How a command ends; printed by `ikpa help` and in docs/operations.md. */
export const EXIT = {
  done: 0,
  found: 1,
  usage: 2,
  unknown: 3,
  refused: 4,
  away: 5,
} as const;

export const EXIT_WORDS: Record<keyof typeof EXIT, string> = {
  done: 'done',
  found: 'done, and something is wrong (a difference, a problem)',
  usage: 'the command or the configuration is wrong',
  unknown: 'there is no such person or job',
  refused: 'a rule of the product forbids it',
  away: 'the database does not answer, or another fault',
};

/** What a command tells: lines for a person, the same as data for a program. */
export interface Outcome {
  exit?: (typeof EXIT)[keyof typeof EXIT];
  lines: string[];
  data: unknown;
}

export interface Given {
  args: string[];
  options: Record<string, string | boolean | undefined>;
}

interface Described {
  /** `password link` */
  name: string;
  /** `EMAIL`: what stands behind the name, one word for each. */
  args: string[];
  summary: string;
  /** More than the summary, where there is more. */
  details?: string[];
  options?: Record<string, { type: 'string' | 'boolean'; about: string }>;
}

/** A command that works on the running product's parts, or (`plain`) on the environment alone. */
export type Command = Described &
  (
    | { run: (app: NestFastifyApplication, given: Given) => Promise<Outcome> }
    | { plain: () => Promise<Outcome> }
  );

/** Thrown by a command that was given something it cannot read. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}
