/** A variable and what is wrong with it; one that nothing reads (`unread`) stops no process. */
export interface ConfigProblem {
  readonly name: string;
  readonly code: 'missing' | 'wrong' | 'unread';
  readonly detail: string;
}

/** Thrown at start when the environment is wrong: one readable list of everything that is. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const [first] = problems;
    const lines = problems.map(({ name, detail }) => `  - ${name}: ${detail}`);
    super(
      problems.length === 1 && first !== undefined
        ? `${first.name}: ${first.detail}`
        : `The configuration is not complete:\n${lines.join('\n')}`,
    );
    this.problems = problems;
  }
}
