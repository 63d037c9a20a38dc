import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const folder = new URL('.github/workflows/', root);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  uses?: string;
  steps?: Step[];
  permissions?: Record<string, string>;
  environment?: string;
  'timeout-minutes'?: number;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  concurrency: unknown;
  jobs: Record<string, Job>;
}

const texts = readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const);
const workflows = texts.map(([file, text]) => [file, parse(text) as Workflow] as const);
const jobs = workflows.flatMap(([file, { jobs: all }]) =>
  Object.entries(all).map(([name, job]) => [`${file} ${name}`, job] as const),
);
const steps = jobs.flatMap(([name, job]) => (job.steps ?? []).map((step) => [name, step] as const));
const commands = steps.flatMap(([name, { run }]) => (run === undefined ? [] : [[name, run] as const]));

/** What a workflow runs when somebody else's branch asks for it. */
const forForks = workflows
  .filter(([, { on }]) => 'pull_request' in on)
  .flatMap(([file]) => texts.filter(([name]) => name === file));

test('there are the four workflows', () => {
  expect(texts.map(([file]) => file).sort()).toEqual(['ci.yml', 'deploy.yml', 'nightly.yml', 'release.yml']);
});

describe('a workflow', () => {
  test.each(workflows)(
    '%s grants nothing by itself and knows what to do with a second run',
    (_, workflow) => {
      expect(workflow.permissions).toEqual({});
      expect(workflow.concurrency).toMatchObject({
        group: expect.any(String),
        'cancel-in-progress': expect.anything(),
      });
    },
  );

  test.each(workflows)('%s is never started by others with our rights', (_, { on }) => {
    expect(Object.keys(on)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/pull_request_target|workflow_run|issue/)]),
    );
  });

  test('for forks has no secret and writes nothing but findings', () => {
    expect(forForks.map(([file]) => file)).toEqual(['ci.yml']);
    for (const [, text] of forForks) {
      expect(text).not.toMatch(/secrets\.|github\.token|id-token|packages/);
      expect(text.match(/[\w-]+: write/g)).toEqual(['security-events: write']);
    }
  });
});

describe('a job', () => {
  test.each(jobs)('%s says what it may do and how long it may take', (_, job) => {
    expect(job.permissions).toEqual(expect.any(Object));
    if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
  });

  test('keeps no credentials of the checkout', () => {
    const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(5);
    for (const [, step] of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  test('with a secret belongs to a protected environment', () => {
    for (const [name, job] of jobs) {
      const has = /secrets\./.test(JSON.stringify(job));
      expect({ name, protected: !has || job.environment !== undefined }).toEqual({ name, protected: true });
    }
  });
});

describe('what a workflow uses', () => {
  test('is pinned by a whole commit, with its version beside it', () => {
    const used = texts.flatMap(([, text]) =>
      [...text.matchAll(/uses: (?!\*)(?:&\w+ )?(.+)$/gm)].map(([, line]) => line),
    );
    expect(used.length).toBeGreaterThan(20);
    const allowed = /^(\.\/\.github\/workflows\/[\w-]+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(used.filter((line) => !allowed.test(line ?? ''))).toEqual([]);
  });

  test('has one commit for one action', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, { uses }] of steps) {
      const [path = '', commit = ''] = (uses ?? '').split('@');
      const action = path.split('/').slice(0, 2).join('/');
      if (uses !== undefined) pins.set(action, (pins.get(action) ?? new Set()).add(commit));
    }
    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
  });

  test('of our own workflows is there', () => {
    for (const [, { uses }] of jobs)
      if (uses !== undefined) expect(existsSync(new URL(uses, root))).toBe(true);
  });
});

describe('what a workflow runs', () => {
  test('exists: npm scripts, stages of the tests, files in scripts/', () => {
    const missing = commands.flatMap(([name, run]) =>
      [
        ...[...run.matchAll(/npm run ([\w:]+)/g)].filter(([, script = '']) => scripts[script] === undefined),
        ...[...run.matchAll(/node (\S+\.mjs)/g)].filter(([, file = '']) => !existsSync(new URL(file, root))),
      ].map(([text]) => `${name}: ${text}`),
    );
    expect(missing).toEqual([]);
    const stages = readFileSync(new URL('scripts/test.mjs', root), 'utf8');
    for (const [, run] of commands)
      for (const stage of /npm test -- (.*)/.exec(run)?.[1]?.split(' ') ?? [])
        expect(stages).toContain(`'${stage}'`);
  });

  test('takes no text of others into a shell', () => {
    expect(commands.filter(([, run]) => run.includes('${{'))).toEqual([]);
  });
});
