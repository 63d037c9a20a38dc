// What runs in the development image: the same commands as in production, from the sources, started anew when a
// synced file changes. The web runs under Next's development server.
import { spawn } from 'node:child_process';

const [entry = 'dist/bin/api.js', ...args] = process.argv.slice(2);
const longLived = ['dist/bin/api.js', 'dist/bin/worker.js'];
const source = entry.replace(/^dist\//, 'src/').replace(/\.js$/, '.ts');
const swc = ['--import', '@swc-node/register/esm-register'];

const [command, given, cwd] =
  entry === 'web/server.js'
    ? ['node', ['../node_modules/next/dist/bin/next', 'dev', '--port', process.env.PORT ?? '3001'], 'web']
    : [
        'node',
        [...(longLived.includes(entry) ? ['--watch', '--watch-path=src'] : []), ...swc, source, ...args],
        '.',
      ];

const child = spawn(command, given, { cwd, stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 143)));
