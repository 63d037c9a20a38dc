// `npm run images -- [--tag dev]`: builds ikpa/api and ikpa/web for this machine. BASE names another base image.
import { parseArgs } from 'node:util';
import { explain } from './console.mjs';
import { sh } from './shell.mjs';

const { values } = parseArgs({ options: { tag: { type: 'string', default: 'dev' } } });
const base = process.env.BASE ? ['--build-arg', `BASE=${process.env.BASE}`] : [];

try {
  for (const target of ['api', 'web'])
    sh('docker', ['build', '--target', target, '--tag', `ikpa/${target}:${values.tag}`, ...base, '.']);
} catch (error) {
  process.exitCode = explain(error);
}
