// The version of this release as a line for a workflow's outputs: of a tag v1.2.3 its own, else a pre-release of the
// next one with the number of the run, so that every build has a version of its own.
import { readFileSync } from 'node:fs';
import { Refusal, explain } from './console.mjs';

try {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const { GITHUB_REF: ref = '', GITHUB_RUN_NUMBER: run = '0' } = process.env;
  const tag = /^refs\/tags\/v(.+)$/.exec(ref)?.[1];
  if (tag !== undefined && tag !== version)
    throw new Refusal(`The tag says ${tag}, package.json says ${version}: they must be the same.`);
  process.stdout.write(`version=${tag ?? `${version}-main.${run}`}\n`);
} catch (error) {
  process.exitCode = explain(error);
}
