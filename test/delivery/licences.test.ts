import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { isAllowed, refused } from '../../scripts/licences.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
type Lock = Parameters<typeof refused>[0];

describe('the licences of what reaches a user', () => {
  test('are all on the list', () => {
    expect(refused(JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as Lock)).toEqual([]);
  });

  test('are refused where they are not: copyleft, none, or one of two that are both needed', () => {
    const packages = {
      '': { version: '1.0.0', license: 'UNLICENSED' },
      'node_modules/fine': { version: '1.0.0', license: '(GPL-3.0-only OR MIT)' },
      'node_modules/copyleft': { version: '1.0.0', license: 'AGPL-3.0-only' },
      'node_modules/a/node_modules/nameless': { version: '2.0.0' },
      'node_modules/both': { version: '1.0.0', license: 'MIT AND GPL-2.0-only' },
      'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
      'node_modules/@img/sharp-libvips-linux-x64': { version: '1.0.0', license: 'LGPL-3.0-or-later' },
    };
    expect(refused({ packages })).toEqual([
      'copyleft 1.0.0: AGPL-3.0-only',
      'nameless 2.0.0: none named',
      'both 1.0.0: MIT AND GPL-2.0-only',
    ]);
    expect([isAllowed('LGPL-3.0-or-later'), isAllowed('LGPL-3.0-or-later', '@img/sharp-x')]).toEqual([
      false,
      true,
    ]);
  });
});

test('npm run sbom lists the production packages as CycloneDX, and no tool', () => {
  const made = spawnSync(process.execPath, ['scripts/sbom.mjs'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  const bom = JSON.parse(made.stdout) as {
    bomFormat: string;
    components: { name: string; purl: string; hashes: object[] }[];
  };
  const names = bom.components.map(({ name }) => name);
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(bom.bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), 'next', 'react']));
  expect(names).not.toContain('jest');
  expect(bom.components.find(({ name }) => name === '@nestjs/core')).toMatchObject({
    purl: `pkg:npm/%40nestjs/core@${dependencies['@nestjs/core']}`,
    hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
  });
});
