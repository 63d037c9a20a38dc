import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, sh } from '../support/shell.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const digest = `sha256:${'0'.repeat(64)}`;
const SETS = {
  default: [],
  production: [
    '--values',
    join(root, 'k8s/values/production.yaml'),
    '--set',
    `api.image.digest=${digest},web.image.digest=${digest}`,
  ],
};

async function failedChecks(checkov, folder, name, values) {
  const file = join(folder, `${name}.yaml`);
  const chart = join(root, 'charts/ikpa');
  const args = ['template', 'ikpa', chart, '--namespace', 'ikpa', '--set', 'crdCheck.enabled=false'];
  writeFileSync(file, (await sh('helm', [...args, ...values])).out);
  const { out } = await sh(
    checkov,
    [
      ['--file', file, '--framework', 'kubernetes'],
      ['--config-file', join(root, 'k8s/checkov.yaml')],
      ['--output', 'json', '--quiet', '--compact', '--skip-download'],
    ].flat(),
    { mayFail: true },
  );
  const { results, summary } = JSON.parse(out);
  return { passed: summary.passed, failed: results?.failed_checks ?? [] };
}

export const cases = [
  {
    number: 18,
    name: 'Checkov on the default and the production values',
    needs: ['checkov'],
    run: async ({ options }) => {
      const folder = mkdtempSync(join(tmpdir(), 'ikpa-checkov-'));
      try {
        const told = [];
        for (const [name, values] of Object.entries(SETS)) {
          const { passed, failed } = await failedChecks(options.checkov, folder, name, values);
          const most = Object.entries(Object.groupBy(failed, ({ resource }) => resource)).filter(
            ([, checks]) => checks.length > 1,
          );
          expect(
            most.length === 0,
            `${name}: ${most.map(([resource, checks]) => `${resource} ${checks.map((one) => one.check_id).join(' ')}`).join('; ')}`,
          );
          const ids = [...new Set(failed.map((one) => one.check_id))].join(' ');
          told.push(`${name}: ${passed} passed, ${failed.length} failed${ids === '' ? '' : ` (${ids})`}`);
        }
        return `${told.join('; ')}; at most 1 per workload`;
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];
