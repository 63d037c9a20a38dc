import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each wrong file breaks one rule of the house; each right one stands for what must stay allowed. */
const WRONG: Record<string, string> = {
  'src/domain/uses-package.ts': `import { z } from 'zod';\nexport const schema = z.string();\n`,
  'src/domain/uses-node.ts': `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
  'src/domain/uses-platform.ts': `import { Clock } from '../platform/clock.ts';\nexport const clock = Clock;\n`,
  'src/domain/part/uses-package.ts': `import { z } from 'zod';\nexport const schema = z.string();\n`,
  'src/domain/part/uses-platform.ts': `import { Clock } from '../../platform/clock.ts';\nexport const clock = Clock;\n`,
  'src/platform/http/uses-feature.ts': `import { A } from '../../features/accounts/account.entity.ts';\nexport const a = A;\n`,
  'src/platform/uses-feature.ts': `import { A } from '../features/accounts/accounts.service.ts';\nexport const a = A;\n`,
  'src/features/accounts/uses-foreign-queries.ts': `import { a } from '../purses/purses.queries.ts';\nexport const b = a;\n`,
  'src/features/accounts/uses-foreign-contract.ts': `import { a } from '../purses/purses.contract.ts';\nexport const b = a;\n`,
  'src/features/accounts/uses-bin.ts': `import { a } from '../../bin/api.ts';\nexport const b = a;\n`,
  'src/features/accounts/account.entity.ts': `import { a } from './accounts.contract.ts';\nexport const b = a;\n`,
  'src/features/accounts/nest.entity.ts': `import { a } from '@nestjs/common';\nexport const b = a;\n`,
  'src/features/accounts/accounts.contract.ts': `import { a } from '../../platform/database/database.ts';\nexport const b = a;\n`,
  'src/features/accounts/accounts.service.ts': `import { a } from 'fastify';\nexport const b = a;\n`,
  'web/src/features/accounts/uses-service.ts': `import { a } from '../../../../src/features/accounts/accounts.service.ts';\nexport const b = a;\n`,
  'web/src/features/accounts/uses-platform.ts': `import { a } from '../../../../src/platform/clock.ts';\nexport const b = a;\n`,
  'web/src/features/accounts/alias.ts': `import { a } from '@api/accounts/accounts.service.ts';\nexport const b = a;\n`,
  'src/platform/reads-environment.ts': `export const port = process.env['PORT'];\n`,
  'src/platform/any.ts': `export const value: any = 1;\n`,
  'src/platform/non-null.ts': `export const first = (list: string[]): string => list[0]!;\n`,
  'src/platform/floating.ts': `export function run(): void {\n  Promise.resolve(1);\n}\n`,
  'src/platform/cycle-a.ts': `import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;\n`,
  'src/platform/swallowed.ts': `export function run(): void {\n  try {\n    JSON.parse('');\n  } catch {}\n}\n`,
  'src/platform/default.ts': `export default 1;\n`,
};

const RIGHT: Record<string, string> = {
  'src/domain/money.ts': `export const zero = 0;\n`,
  'src/domain/uses-domain.ts': `import { zero } from './money.ts';\nexport const none = zero;\n`,
  'src/domain/part/uses-domain.ts': `import { zero } from '../money.ts';\nexport const none = zero;\n`,
  'src/platform/cycle-b.ts': `export const b = 1;\n`,
  'src/platform/uses-domain.ts': `import { zero } from '../domain/money.ts';\nexport const none = zero;\n`,
  'src/platform/http/uses-domain.ts': `import { zero } from '../../domain/money.ts';\nexport const none = zero;\n`,
  'src/features/purses/purses.service.ts': `import { a } from '../accounts/accounts.service.ts';\nexport const b = a;\n`,
  'src/features/purses/purse.entity.ts': `import { b } from '../accounts/account.entity.ts';\nexport const c = b;\n`,
  'src/features/purses/purses.module.ts': `import { b } from '../accounts/accounts.module.ts';\nexport const c = b;\n`,
  'src/features/purses/purses.contract.ts': `import { b } from '../accounts/accounts.contract.ts';\nexport const c = b;\n`,
  'src/features/purses/purses.queries.ts': `import { none } from '../../domain/uses-domain.ts';\nexport const c = none;\n`,
  'src/config.ts': `export const port = process.env['PORT'];\n`,
  'src/config/inspect.ts': `export const port = process.env['PORT'];\n`,
  'web/src/features/purses/form.ts': `import { c } from '../../../../src/features/purses/purses.contract.ts';\nexport const d = c;\n`,
  'web/src/features/purses/sums.ts': `import { zero } from '../../../../src/domain/money.ts';\nexport const d = zero;\n`,
};

let folder: string;
let found: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ikpa-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, module: 'nodenext', noEmit: true, types: [] },
      include: ['src'],
    }),
  );
  for (const [path, text] of Object.entries({ ...RIGHT, ...WRONG })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // The cycle needs its second half to point back.
  writeFileSync(
    join(folder, 'src/platform/cycle-b.ts'),
    `import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;\n`,
  );
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--format=json'],
    { cwd: folder, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(done.stdout) as { diagnostics: { filename: string; code: string }[] };
  found = new Set(diagnostics.map(({ filename, code }) => `${filename} ${code}`));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rulesOf = (path: string) => [...found].filter((line) => line.startsWith(`${path} `));

test.each(Object.keys(WRONG))('%s is refused', (path) => {
  expect(rulesOf(path)).toHaveLength(1);
});

test.each(Object.keys(RIGHT).filter((path) => !path.includes('cycle')))('%s is allowed', (path) => {
  expect(rulesOf(path)).toEqual([]);
});
