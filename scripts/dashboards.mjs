// Writes the dashboards of the chart (charts/ikpa/dashboards). With --check it only says whether they are up to date.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Refusal, explain } from './console.mjs';

const folder = new URL('../charts/ikpa/dashboards/', import.meta.url);
const HERE = 'namespace="$namespace"';

const rate = (metric, labels = '') => `rate(${metric}{${HERE}${labels}}[5m])`;
const quantile = (q, metric, by = '', labels = '') =>
  `histogram_quantile(${q}, sum by (le${by}) (${rate(`${metric}_bucket`, labels)}))`;
const quantiles = (metric, labels = '') =>
  ['0.5', '0.95', '0.99'].map((q) => [quantile(q, metric, '', labels), `p${q.slice(2).padEnd(2, '0')}`]);

const HTTP = 'ikpa_http_request_duration_seconds';
const WEB = 'ikpa_web_http_request_duration_seconds';

/** File → title and panels: title, unit, queries with their legends. */
const DASHBOARDS = {
  'ikpa-api': [
    'Ikpa: API and web',
    [
      ['Requests by status', 'reqps', [[`sum by (status) (${rate(`${HTTP}_count`)})`, '{{status}}']]],
      ['Duration', 's', quantiles(HTTP)],
      ['Slowest routes (p95)', 's', [[`topk(8, ${quantile('0.95', HTTP, ', route')})`, '{{route}}']]],
      [
        'Failing routes',
        'reqps',
        [[`topk(8, sum by (route) (${rate(`${HTTP}_count`, ',status=~"5.."')}))`, '{{route}}']],
      ],
      ['Requests in flight', 'short', [[`sum by (pod) (ikpa_http_requests_in_flight{${HERE}})`, '{{pod}}']]],
      ['Event loop busy', 'percentunit', [[`ikpa_event_loop_utilization{${HERE}}`, '{{pod}}']]],
      ['Event loop lag (p99)', 's', [[`ikpa_nodejs_eventloop_lag_p99_seconds{${HERE}}`, '{{pod}}']]],
      ['Memory', 'bytes', [[`ikpa_process_resident_memory_bytes{${HERE}}`, '{{pod}}']]],
      [
        'Web: requests by kind',
        'reqps',
        [[`sum by (kind, status) (${rate(`${WEB}_count`)})`, '{{kind}} {{status}}']],
      ],
      ['Web: duration of pages', 's', quantiles(WEB, ',kind="page"')],
    ],
  ],
  'ikpa-jobs': [
    'Ikpa: jobs and imports',
    [
      [
        'Jobs by outcome',
        'ops',
        [[`sum by (queue, outcome) (${rate('ikpa_job_duration_seconds_count')})`, '{{queue}} {{outcome}}']],
      ],
      [
        'Duration of jobs (p95)',
        's',
        [[quantile('0.95', 'ikpa_job_duration_seconds', ', queue'), '{{queue}}']],
      ],
      [
        'Jobs that wait',
        'short',
        [[`max by (queue) (ikpa_queue_jobs{${HERE},state="queued"})`, '{{queue}}']],
      ],
      ['Longest wait', 's', [[`max by (queue) (ikpa_queue_oldest_seconds{${HERE}})`, '{{queue}}']]],
      ['Failed jobs', 'short', [[`max by (queue) (ikpa_queue_jobs{${HERE},state="failed"})`, '{{queue}}']]],
      [
        'Imports by format and outcome',
        'ops',
        [[`sum by (format, outcome) (${rate('ikpa_imports_total')})`, '{{format}} {{outcome}}']],
      ],
      ['Imported rows', 'short', [[`sum by (verdict) (${rate('ikpa_import_rows_total')})`, '{{verdict}}']]],
      ['Mails', 'ops', [[`sum by (kind, outcome) (${rate('ikpa_mails_total')})`, '{{kind}} {{outcome}}']]],
      [
        'Questions to the AI per hour',
        'short',
        [[`sum by (outcome) (increase(ikpa_ai_requests_total{${HERE}}[1h]))`, '{{outcome}}']],
      ],
      [
        'Tokens of the AI per hour',
        'short',
        [[`sum by (model, kind) (increase(ikpa_ai_tokens_total{${HERE}}[1h]))`, '{{model}} {{kind}}']],
      ],
      [
        'AI: spent this month, and its limit',
        'currencyUSD',
        [[`max by (kind) (ikpa_ai_month_micro_dollars{${HERE}}) / 1e6`, '{{kind}}']],
      ],
      [
        'AI: cost per hour',
        'currencyUSD',
        [[`sum by (model) (increase(ikpa_ai_cost_micro_dollars_total{${HERE}}[1h])) / 1e6`, '{{model}}']],
      ],
    ],
  ],
  'ikpa-data': [
    'Ikpa: Postgres and Redis',
    [
      [
        'Pools: connections',
        'short',
        [[`sum by (pod, state) (ikpa_database_pool_connections{${HERE}})`, '{{pod}} {{state}}']],
      ],
      [
        'Connections of the server',
        'short',
        [[`sum by (pod, state) (cnpg_backends_total{${HERE}})`, '{{pod}} {{state}}']],
      ],
      [
        'Transactions',
        'ops',
        [[`sum by (datname) (${rate('cnpg_pg_stat_database_xact_commit')})`, '{{datname}}']],
      ],
      ['Replication lag', 's', [[`cnpg_pg_replication_lag{${HERE}}`, '{{pod}}']]],
      ['Database size', 'bytes', [[`cnpg_pg_database_size_bytes{${HERE}}`, '{{datname}}']]],
      [
        'Seconds since the last archived WAL',
        's',
        [[`cnpg_pg_stat_archiver_seconds_since_last_archival{${HERE}}`, '{{pod}}']],
      ],
      [
        'Age of the newest backup',
        's',
        [[`time() - barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${HERE}}`, '{{pod}}']],
      ],
      ['Redis reached', 'short', [[`ikpa_redis_up{${HERE}}`, '{{pod}}']]],
      [
        'Redis commands',
        'ops',
        [[`sum by (outcome) (${rate('ikpa_redis_command_duration_seconds_count')})`, '{{outcome}}']],
      ],
      [
        'Redis commands: duration (p99)',
        's',
        [[quantile('0.99', 'ikpa_redis_command_duration_seconds', ', pod'), '{{pod}}']],
      ],
    ],
  ],
  'ikpa-product': [
    'Ikpa: health of the product',
    [
      [
        'Requests that succeed',
        'percentunit',
        [
          [
            `1 - sum(${rate(`${HTTP}_count`, ',status=~"5.."')}) / sum(${rate(`${HTTP}_count`)})`,
            'without 5xx',
          ],
        ],
      ],
      ['Sign-ins', 'ops', [[`sum by (outcome) (${rate('ikpa_sign_ins_total')})`, '{{outcome}}']]],
      [
        'Imports committed per hour',
        'short',
        [[`sum(increase(ikpa_imports_total{${HERE},outcome="committed"}[1h]))`, 'committed']],
      ],
      [
        'Imports that failed per hour',
        'short',
        [[`sum by (format) (increase(ikpa_imports_total{${HERE},outcome="failed"}[1h]))`, '{{format}}']],
      ],
      [
        'Rows per hour by verdict',
        'short',
        [[`sum by (verdict) (increase(ikpa_import_rows_total{${HERE}}[1h]))`, '{{verdict}}']],
      ],
      [
        'Mails refused or failed per hour',
        'short',
        [[`sum by (kind) (increase(ikpa_mails_total{${HERE},outcome!="sent"}[1h]))`, '{{kind}}']],
      ],
    ],
  ],
};

const SOURCE = { type: 'prometheus', uid: '${datasource}' };

function panel([title, unit, queries], index) {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource: SOURCE,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: queries.map(([expr, legendFormat], at) => ({
      refId: String.fromCharCode(65 + at),
      expr,
      legendFormat,
    })),
  };
}

function dashboard(uid, [title, panels]) {
  return {
    uid,
    title,
    tags: ['ikpa'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus' },
        {
          name: 'namespace',
          type: 'query',
          datasource: SOURCE,
          query: { query: `label_values(${HTTP}_count, namespace)`, refId: 'namespace' },
          refresh: 2,
        },
      ],
    },
    panels: panels.map(panel),
  };
}

const text = (name) => `${JSON.stringify(dashboard(name, DASHBOARDS[name]), null, 2)}\n`;
const names = Object.keys(DASHBOARDS);
const there = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const differ = [
  ...there.filter((name) => !names.includes(name)),
  ...names.filter(
    (name) => !there.includes(name) || readFileSync(new URL(`${name}.json`, folder), 'utf8') !== text(name),
  ),
];

try {
  if (process.argv.includes('--check')) {
    if (differ.length > 0)
      throw new Refusal(`Not up to date: ${differ.join(', ')}. Run node scripts/dashboards.mjs`);
  } else {
    for (const name of there.filter((one) => !names.includes(one))) rmSync(new URL(`${name}.json`, folder));
    for (const name of names) writeFileSync(new URL(`${name}.json`, folder), text(name));
  }
} catch (error) {
  process.exitCode = explain(error);
}
