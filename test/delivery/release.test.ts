import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { stampValues } from '../../scripts/stamp-chart.mjs';

const text = readFileSync(new URL('../../charts/ikpa/values.yaml', import.meta.url), 'utf8');
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

test('a released chart names both images by the digests that were built, and changes nothing else', () => {
  const images = {
    api: `registry.example/ikpa/api@${digest('a')}`,
    web: `registry.example/ikpa/web@${digest('b')}`,
  };
  const before = parse(text) as Record<string, object>;
  const stamped = parse(stampValues(text, images)) as Record<string, object>;
  const image = (component: string, letter: string) => ({
    ...before[component],
    image: { repository: `registry.example/ikpa/${component}`, tag: '', digest: digest(letter) },
  });
  expect(stamped).toEqual({ ...before, api: image('api', 'a'), web: image('web', 'b') });
});

test('a tag is no digest', () => {
  expect(() => stampValues(text, { api: 'registry.example/ikpa/api:latest' })).toThrow(
    /no image with a digest/,
  );
});
