import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

const tools = ['curl', 'jq', 'bash'].filter(
  (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0,
);
/** The guide is for people who have these; a machine without them skips its one story, and says which is missing. */
const walk = tools.length === 0 ? it : it.skip;

describe('the guide for programs', () => {
  walk(
    `runs as it is written${tools.length === 0 ? '' : ` (not here: ${tools.join(', ')})`}`,
    async () => {
      const guide = readFileSync(new URL('../docs/programs.md', import.meta.url), 'utf8');
      const script = [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block).join('\n');
      const person = await own.person();
      const made = await person.client.post<{ secret: string }>('/api/v1/me/tokens', {
        name: 'Guide',
        scopes: ['read', 'write', 'import'],
      });
      const folder = mkdtempSync(join(tmpdir(), 'ikpa-guide-'));
      const run = spawn('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', IKPA: own.baseUrl, TOKEN: made.body.secret, HOME: folder },
      });
      let said = '';
      for (const stream of [run.stdout, run.stderr])
        stream.on('data', (text: Buffer) => (said += text.toString()));
      const code = await new Promise((resolve) => run.on('close', resolve));
      rmSync(folder, { recursive: true, force: true });
      expect([code, code === 0 ? '' : said]).toEqual([0, '']);
      expect(said).toContain('"lunch"');
      expect(said).toContain('"verdict": "new"');
    },
    120_000,
  );
});
