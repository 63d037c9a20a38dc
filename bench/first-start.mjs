// The first and the second `npm start` of a clean clone, each until it says that it is ready.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, seconds, step } from '../scripts/console.mjs';
import { collect, firstFreePort } from '../scripts/processes.mjs';
import { makeRunFolder } from '../scripts/test-services.mjs';

/** @param {{ root: string, signal: AbortSignal }} given */
export async function measureStart({ root, signal }) {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-start-'));
  const dataDir = await makeRunFolder();
  try {
    const cloned = await collect('git', ['clone', '--quiet', root, join(folder, 'ikpa')], { cwd: folder });
    if (cloned.code !== 0) throw new Refusal(`There is no clean clone to start: ${cloned.output}`);
    const first = await timedStart(
      { folder, dataDir, signal },
      'First start of a clean clone, installing everything',
    );
    const second = await timedStart({ folder, dataDir, signal }, 'Second start');
    return [
      { name: 'first npm start, installation and builds included', value: seconds(first) },
      { name: 'second npm start', value: seconds(second), target: '≤ 60 s to the first page' },
    ];
  } finally {
    for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true });
  }
}

function timedStart({ folder, dataDir, signal }, label) {
  return step(label, async () => {
    signal.throwIfAborted();
    const api = await firstFreePort(15_700);
    const web = await firstFreePort(api + 1);
    const ports = { PORT: String(api), WEB_PORT: String(web) };
    const began = performance.now();
    const child = spawn('npm', ['start'], {
      cwd: join(folder, 'ikpa'),
      env: { ...process.env, ...ports, IKPA_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that it gets one Ctrl-C as from a terminal.
      detached: true,
    });
    const interrupt = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    };
    signal.addEventListener('abort', interrupt);
    let said = '';
    let ready = null;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        said += text;
        if (ready !== null || !said.includes('Ikpa is ready')) return;
        ready = performance.now() - began;
        interrupt();
      });
    }
    await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
    signal.removeEventListener('abort', interrupt);
    if (ready === null) throw new Refusal(`The start did not come to its end:\n${said}`);
    return ready;
  });
}
