import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { describeChart, render } from './support/chart.ts';

const root = new URL('../../', import.meta.url);
const tests = readFileSync(new URL('test/chart/alerts.tests.yaml', root), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'ikpa-alerts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function alerts(): { groups: { rules: { alert: string }[] }[] } {
  const [rule] = render('route-values.yaml').objects.filter(({ kind }) => kind === 'PrometheusRule');
  if (rule === undefined) throw new Error('no PrometheusRule');
  return rule['spec'];
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const withPromtool = hasPromtool ? test : test.skip;

describeChart('the alerts', () => {
  test('each have a test and a runbook', () => {
    const names = alerts().groups.flatMap((group) => group.rules.map(({ alert }) => alert));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      expect(tests).toContain(`alertname="${name}",alertstate="firing"`);
      expect([name, existsSync(new URL(`docs/runbooks/${name}.md`, root))]).toEqual([name, true]);
    }
  });

  withPromtool('fire on their trouble and are silent when all is well (needs promtool in PATH)', () => {
    const rules = join(folder, 'rules.yaml');
    const file = join(folder, 'tests.yaml');
    writeFileSync(rules, stringify(alerts()));
    writeFileSync(file, tests.replace('RULES', rules));
    const done = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
    expect(`${done.stdout}${done.stderr}`).toContain('SUCCESS');
    expect(done.status).toBe(0);
  });
});
