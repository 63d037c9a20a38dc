import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scoreFile } from './conformance.ts';
import type { ExpectedFile } from './conformance.ts';
import { parseStatementFile } from './parse.ts';

const CORPUS = new URL('../../../../test/corpus/', import.meta.url);

/** Every file of the corpus is read as its expected.json says, field by field. */
describe.each(['exports/'])('the corpus %s', (folder) => {
  const expected = JSON.parse(readFileSync(new URL(`${folder}expected.json`, CORPUS), 'utf8')) as Record<
    string,
    ExpectedFile
  >;
  it.each(Object.entries(expected))('%s', (name, want) => {
    const bytes = readFileSync(new URL(folder + name, CORPUS));
    const hint = want.hint?.encoding;
    const file = parseStatementFile(bytes, {
      country: 'NG',
      ...(hint === undefined ? {} : { encoding: hint }),
    });
    const { fields, equal, differences } = scoreFile(want, file);
    expect(differences).toEqual([]);
    expect(equal).toBe(fields);
  });
});
