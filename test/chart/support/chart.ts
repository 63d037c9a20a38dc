import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

export const chart = fileURLToPath(new URL('../../../charts/ikpa', import.meta.url));
const helm = process.env['CHART_HELM'] ?? '';

/** Without helm there is nothing to look at; the set-up has said why. */
export const describeChart = helm === '' ? describe.skip : describe;

/** Kinds of the operators, as a cluster with all of them would offer. */
const KINDS = [
  'postgresql.cnpg.io/v1/Cluster',
  'barmancloud.cnpg.io/v1/ObjectStore',
  'redis.redis.opstreelabs.in/v1beta2/Redis',
  'redis.redis.opstreelabs.in/v1beta2/RedisReplication',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'monitoring.coreos.com/v1/PodMonitor',
  'monitoring.coreos.com/v1/PrometheusRule',
  'external-secrets.io/v1/ExternalSecret',
];

/** An object of Kubernetes, loosely: tests look where they know what is there. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // eslint-disable-next-line typescript/no-explicit-any -- manifests have no one type
  [field: string]: any;
}

export interface HelmAnswer {
  code: number;
  output: string;
}

/** `helm template` with these arguments; `kinds` are what the cluster knows. */
export function template(
  args: readonly string[],
  given: { kinds?: readonly string[]; release?: string } = {},
): HelmAnswer {
  const known = (given.kinds ?? KINDS).flatMap((kind) => ['--api-versions', kind]);
  const done = spawnSync(
    helm,
    ['template', given.release ?? 'ikpa', chart, '--namespace', 'money', ...known, ...args],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (done.error) throw done.error;
  return { code: done.status ?? -1, output: done.status === 0 ? done.stdout : done.stderr };
}

export function objectsOf(text: string): KubeObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object) => object !== null);
}

/** The value sets of charts/ikpa/ci, which together touch every switch. */
export const valueSets = readdirSync(`${chart}/ci`)
  .filter((name) => name.endsWith('-values.yaml'))
  .sort();

export interface Rendered {
  set: string;
  text: string;
  again: string;
  objects: KubeObject[];
  // eslint-disable-next-line typescript/no-explicit-any -- the values as written
  values: any;
}

/** A value set rendered twice. Throws when it does not render. */
export function render(set: string): Rendered {
  const [first, second] = [0, 1].map(() => template(['--values', `${chart}/ci/${set}`]));
  if (first?.code !== 0 || second === undefined) throw new Error(`${set}: ${first?.output ?? 'no answer'}`);
  const values = parse(readFileSync(`${chart}/ci/${set}`, 'utf8')) ?? {};
  return { set, text: first.output, again: second.output, objects: objectsOf(first.output), values };
}
