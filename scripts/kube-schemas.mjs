// Makes third_party/kubernetes-schemas/schemas.json: one strict JSON schema for each kind that the chart renders, from
// a running cluster's own API and its custom resource definitions: node scripts/kube-schemas.mjs [CRD.yaml…]. Files
// given are definitions that the cluster does not have. Needs kubectl and a current context.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

const KINDS = new Set([
  'v1/ConfigMap',
  'v1/Pod',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/Deployment',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'postgresql.cnpg.io/v1/Cluster',
  'postgresql.cnpg.io/v1/ScheduledBackup',
  'barmancloud.cnpg.io/v1/ObjectStore',
  'redis.redis.opstreelabs.in/v1beta2/Redis',
  'redis.redis.opstreelabs.in/v1beta2/RedisReplication',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'monitoring.coreos.com/v1/PodMonitor',
  'monitoring.coreos.com/v1/PrometheusRule',
  'external-secrets.io/v1/ExternalSecret',
]);
const KEPT = new Set([
  'type',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'required',
  'const',
]);

function kubectl(...args) {
  const done = spawnSync('kubectl', args, { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(done.stderr || String(done.error));
  return JSON.parse(done.stdout);
}

/** Follows references, drops prose, and forbids fields that the API does not know. */
function strict(node, definitions, inside = []) {
  if (Array.isArray(node)) return node.map((one) => strict(one, definitions, inside));
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref !== undefined) {
    const name = node.$ref.split('/').at(-1);
    return inside.includes(name) ? {} : strict(definitions[name], definitions, [...inside, name]);
  }
  if (node['x-kubernetes-int-or-string'] === true || node.format === 'int-or-string')
    return { type: ['integer', 'string'] };
  const kept = Object.fromEntries(Object.entries(node).filter(([key]) => KEPT.has(key)));
  // A flag inside the pattern is Go's; JavaScript has none.
  if (kept.pattern?.includes('(?i)')) delete kept.pattern;
  for (const key of ['items', 'additionalProperties']) {
    if (node[key] !== undefined) kept[key] = strict(node[key], definitions, inside);
  }
  if (node.properties !== undefined) {
    kept.properties = Object.fromEntries(
      Object.entries(node.properties).map(([key, value]) => [key, strict(value, definitions, inside)]),
    );
    const open =
      node['x-kubernetes-preserve-unknown-fields'] === true || node.additionalProperties !== undefined;
    if (!open) kept.additionalProperties = false;
  }
  return kept;
}

const { definitions } = kubectl('get', '--raw', '/openapi/v2');
const meta = strict({ $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }, definitions);
const given = process.argv
  .slice(2)
  .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((one) => one.toJS()));
const custom = [...kubectl('get', 'crd', '--output', 'json').items, ...given];

const schemas = {};
const groups = new Set(custom.map(({ spec }) => spec.group));
for (const definition of Object.values(definitions)) {
  for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
    const id = group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`;
    if (KINDS.has(id) && !groups.has(group)) schemas[id] = strict(definition, definitions);
  }
}
for (const { spec } of custom) {
  for (const { name, schema } of spec.versions) {
    const id = `${spec.group}/${name}/${spec.names.kind}`;
    if (!KINDS.has(id)) continue;
    schemas[id] = strict(schema.openAPIV3Schema, definitions);
    schemas[id].properties.metadata = meta;
  }
}
const missing = [...KINDS].filter((id) => schemas[id] === undefined);
if (missing.length > 0) throw new Error(`the cluster does not know ${missing.join(', ')}`);
const sorted = Object.fromEntries(
  Object.keys(schemas)
    .sort()
    .map((id) => [id, schemas[id]]),
);
writeFileSync(
  new URL('../third_party/kubernetes-schemas/schemas.json', import.meta.url),
  `${JSON.stringify(sorted)}\n`,
);
console.log(`${Object.keys(sorted).length} kinds`);
