import type { KubeObject, Rendered } from '../support/chart.ts';
import { deployments, eachObject, matches, ofKind, whole, workloads } from '../support/look.ts';
import type { Invariant, Workload } from '../support/look.ts';

interface Peer {
  podSelector?: { matchLabels?: Record<string, string> };
  namespaceSelector?: object;
  ipBlock?: { cidr: string; except?: string[] };
}
interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port: number }[];
}

const policies = (rendered: Rendered): KubeObject[] => ofKind(rendered, 'NetworkPolicy');
const off = (rendered: Rendered): boolean => rendered.values.networkPolicy?.enabled === false;

function policyOf(rendered: Rendered, labels: Record<string, string>): KubeObject | undefined {
  return policies(rendered).find(
    ({ spec }) => spec.podSelector.matchLabels && matches(spec.podSelector.matchLabels, labels),
  );
}

function find(rendered: Rendered, component: string): Workload | undefined {
  return workloads(rendered).find((workload) => workload.component === component);
}

/** Whether the policies let one component of ours reach another's port, on both ends. */
function mayReach(rendered: Rendered, from: string, to: string, port: number): boolean {
  const [source, target] = [find(rendered, from), find(rendered, to)];
  if (!source || !target) return false;
  const lets = (rules: Rule[], side: 'from' | 'to', labels: Record<string, string>): boolean =>
    rules.some(
      (rule) =>
        (rule.ports ?? []).some((one) => one.port === port) &&
        (rule[side] ?? []).some(
          (peer) =>
            !peer.namespaceSelector &&
            peer.podSelector?.matchLabels &&
            matches(peer.podSelector.matchLabels, labels),
        ),
    );
  const out = policyOf(rendered, source.podLabels)?.['spec'].egress ?? [];
  const into = policyOf(rendered, target.podLabels)?.['spec'].ingress ?? [];
  return lets(out, 'to', target.podLabels) && lets(into, 'from', source.podLabels);
}

const MATRIX: [from: string, to: string, port: number, may: boolean][] = [
  ['web', 'api', 3000, true],
  ['test', 'api', 3000, true],
  ['test', 'web', 3001, true],
  ['test', 'api', 9464, true],
  ['web', 'api', 9464, false],
  ['worker', 'api', 3000, false],
  ['api', 'web', 3001, false],
  ['migrate', 'api', 3000, false],
  ['secrets', 'api', 3000, false],
  ['api', 'worker', 9464, false],
];

/** Components that a managed server lets in by its policy. */
function letIn(rendered: Rendered, server: string, port: number): string[] {
  const policy = policies(rendered).find(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === server,
  );
  const rules: Rule[] = policy?.['spec'].ingress ?? [];
  return rules
    .filter((rule) => rule.ports?.some((one) => one.port === port))
    .flatMap((rule) => rule.from ?? [])
    .map((peer) => peer.podSelector?.matchLabels?.['app.kubernetes.io/component'])
    .filter((component) => component !== undefined)
    .sort();
}

const reach: Invariant[] = [
  whole('has no policy when they are off, and one for every workload else', (rendered) =>
    off(rendered)
      ? policies(rendered).map(({ metadata }) => metadata.name)
      : workloads(rendered)
          .filter(({ podLabels }) => !policyOf(rendered, podLabels))
          .map(({ id }) => id),
  ),
  eachObject(
    ['NetworkPolicy'],
    'rules both ways',
    ({ spec }) => JSON.stringify(spec.policyTypes) !== '["Ingress","Egress"]' && 'policyTypes',
  ),
  eachObject(
    ['NetworkPolicy'],
    'selects something, not everything',
    ({ spec }) => !(spec.podSelector.matchLabels || spec.podSelector.matchExpressions) && 'every pod',
  ),
  eachObject(['NetworkPolicy'], 'has no rule that lets everyone or everything through', ({ spec }) => {
    const rules: Rule[] = [...(spec.ingress ?? []), ...(spec.egress ?? [])];
    return (
      rules.some((rule) => (rule.from ?? rule.to ?? []).length === 0 || (rule.ports ?? []).length === 0) &&
      'an open rule'
    );
  }),
  eachObject(
    ['NetworkPolicy'],
    'lets its pods ask the DNS',
    ({ spec }) =>
      !(spec.egress as Rule[]).some((rule) => rule.ports?.some((one) => one.port === 53)) && 'no DNS',
  ),
  eachObject(['NetworkPolicy'], 'opens the whole world on the ports of a need only', ({ metadata, spec }) => {
    const component = metadata.labels?.['app.kubernetes.io/component'] ?? '';
    const open = (spec.egress as Rule[]).filter((rule) =>
      rule.to?.some((peer) => peer.ipBlock?.cidr === '0.0.0.0/0'),
    );
    if (open.length === 0 || ['secrets', 'postgres'].includes(component)) return null;
    const guarded = open.every((rule) =>
      rule.to?.every((peer) => peer.ipBlock?.except?.includes('169.254.0.0/16')),
    );
    return (!['api', 'worker'].includes(component) || !guarded) && 'open';
  }),
  whole('lets the pods that run jobs reach an AI vendor, and no other pod', (rendered) => {
    const wanted =
      rendered.values.networkPolicy?.ai?.enabled === true
        ? [find(rendered, 'worker') === undefined ? 'api' : 'worker']
        : [];
    const found = policies(rendered)
      .filter(({ spec }) =>
        (spec.egress as Rule[]).some((rule) =>
          rule.to?.some(({ ipBlock }) => ipBlock?.cidr === '0.0.0.0/0' && ipBlock.except !== undefined),
        ),
      )
      .map(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] ?? '');
    return off(rendered) || JSON.stringify(found) === JSON.stringify(wanted) ? [] : [found.join(', ')];
  }),
  whole('lets our pods reach what they need and nothing else', (rendered) =>
    off(rendered)
      ? []
      : MATRIX.filter(([from, to]) => find(rendered, from) && find(rendered, to))
          .filter(([from, to, port, may]) => mayReach(rendered, from, to, port) !== may)
          .map(([from, to, port, may]) => `${from} → ${to}:${port} is ${may ? 'refused' : 'allowed'}`),
  ),
  whole('lets exactly the right ones of ours into api and web', (rendered) => {
    if (off(rendered)) return [];
    const wanted: [string, number, string][] = [
      ['api', 3000, 'test,web'],
      ['api', 9464, 'test'],
      ['web', 3001, 'test'],
    ];
    return wanted
      .map(([to, port, from]) => [to, port, from, letIn(rendered, to, port).join(',')] as const)
      .filter(([, , from, found]) => from !== found)
      .map(([to, port, , found]) => `${to}:${port} lets in ${found}`);
  }),
  whole('lets api, worker and migrate into a managed Postgres, and nobody else of ours', (rendered) => {
    if (off(rendered) || ofKind(rendered, 'Cluster').length === 0) return [];
    const wanted = ['api', 'migrate', ...(find(rendered, 'worker') ? ['worker'] : [])].sort();
    const found = letIn(rendered, 'postgres', 5432);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [found.join(', ')];
  }),
  whole('lets api and worker into a managed Redis, and nobody else of ours', (rendered) => {
    if (off(rendered) || ofKind(rendered, 'Redis', 'RedisReplication').length === 0) return [];
    const wanted = ['api', ...(find(rendered, 'worker') ? ['worker'] : [])].sort();
    const found = letIn(rendered, 'redis', 6379);
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [found.join(', ')];
  }),
  whole('lets api, worker and web reach what was added, and no other pod', (rendered) => {
    const added = (rendered.values.networkPolicy?.extraEgress ?? []).map((rule: Rule) =>
      JSON.stringify(rule.to),
    );
    if (off(rendered) || added.length === 0) return [];
    const wanted = ['api', 'web', ...(find(rendered, 'worker') ? ['worker'] : [])].sort();
    const found = policies(rendered)
      .filter(({ spec }) => (spec.egress as Rule[]).some((rule) => added.includes(JSON.stringify(rule.to))))
      .map(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] ?? '')
      .sort();
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [found.join(', ')];
  }),
  whole('lets the gateway in to api and web only, and Prometheus to the internal port only', (rendered) => {
    if (off(rendered)) return [];
    return policies(rendered).flatMap(({ metadata, spec }) => {
      const component = metadata.labels?.['app.kubernetes.io/component'];
      const ports = (peer: Peer): string => JSON.stringify(peer);
      const gateway = rendered.values.networkPolicy?.gateway?.from?.map(ports) ?? [];
      const monitoring = rendered.values.networkPolicy?.monitoring?.from?.map(ports) ?? [];
      return (spec.ingress as Rule[]).flatMap((rule) => {
        const has = (list: string[]): boolean => (rule.from ?? []).some((peer) => list.includes(ports(peer)));
        const [port] = (rule.ports ?? []).map((one) => one.port);
        const wrongGateway =
          has(gateway) && !(port === 3000 && component === 'api') && !(port === 3001 && component === 'web');
        const wrongMonitoring = has(monitoring) && ![9464, 9187, 9121].includes(port ?? 0);
        return wrongGateway || wrongMonitoring ? [`${metadata.name}:${port}`] : [];
      });
    });
  }),
];

const services: Invariant[] = [
  eachObject(['Service'], 'selects exactly the pods of its Deployment', (service, rendered) => {
    const found = deployments(rendered).filter(({ podLabels }) =>
      matches(service['spec'].selector, podLabels),
    );
    return (
      !(found.length === 1 && service['spec'].selector['app.kubernetes.io/instance']) &&
      `${found.length} Deployments`
    );
  }),
  eachObject(['Service'], 'sends to ports that the pods name', (service, rendered) => {
    const [target] = deployments(rendered).filter(({ podLabels }) =>
      matches(service['spec'].selector, podLabels),
    );
    const names = new Set(
      target?.containers.flatMap(({ ports }) => ports.map((port: { name: string }) => port.name)),
    );
    return (
      service['spec'].ports.some((port: { targetPort: string }) => !names.has(port.targetPort)) &&
      'no such port'
    );
  }),
  eachObject(
    ['Service'],
    'is for the inside of the cluster',
    (service) => !['ClusterIP', undefined].includes(service['spec'].type) && service['spec'].type,
  ),
  whole(
    'routes /api and /health to the api, the rest to the web, and never the internal port',
    (rendered) => {
      const wanted = '/api api 3000,/health api 3000,/ web 3001';
      const short = (name: string): string => /-(api|web)$/.exec(name)?.[1] ?? name;
      const routes = [
        ...ofKind(rendered, 'HTTPRoute').map(({ spec }) =>
          spec.rules.flatMap(
            (rule: {
              matches: { path: { value: string } }[];
              backendRefs: { name: string; port: number }[];
            }) =>
              rule.matches.map(
                (match) =>
                  `${match.path.value} ${short(rule.backendRefs[0]?.name ?? '')} ${rule.backendRefs[0]?.port}`,
              ),
          ),
        ),
        ...ofKind(rendered, 'Ingress').map(({ spec }) =>
          spec.rules[0].http.paths.map(
            (path: { path: string; backend: { service: { name: string; port: { name: string } } } }) => {
              const name = short(path.backend.service.name);
              const port = ofKind(rendered, 'Service')
                .find(({ metadata }) => metadata.name === path.backend.service.name)
                ?.['spec'].ports.find(
                  (one: { name: string }) => one.name === path.backend.service.port.name,
                )?.port;
              return `${path.path} ${name} ${port}`;
            },
          ),
        ),
      ];
      return routes.map((route) => route.join(',')).filter((route) => route !== wanted);
    },
  ),
  eachObject(
    ['Ingress'],
    'names a certificate when people come by https',
    (ingress, { values }) => (ingress['spec'].tls !== undefined) !== (values.tls?.enabled ?? true) && 'tls',
  ),
  eachObject(
    ['Ingress', 'HTTPRoute'],
    'is bound to the host',
    ({ spec }, { values }) => (spec.hostnames?.[0] ?? spec.rules[0].host) !== values.host && 'another host',
  ),
  eachObject(
    ['Ingress'],
    'asks nothing of one controller by itself',
    ({ metadata }) =>
      Object.keys(metadata.annotations ?? {}).some((key) => /nginx|traefik|haproxy|alb/.test(key)) &&
      'annotation',
  ),
];

const monitors: Invariant[] = [
  whole('watches every process when monitors are on, and none else', (rendered) => {
    const on = rendered.values.metrics?.monitors?.enabled ?? false;
    const found = ofKind(rendered, 'ServiceMonitor', 'PodMonitor').map(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'],
    );
    const wanted = on ? deployments(rendered).map(({ component }) => component) : [];
    const missing = wanted.filter((component) => !found.includes(component));
    return on ? missing : found.map((component) => `${component}`);
  }),
  eachObject(['ServiceMonitor'], 'finds a Service and its port', (monitor, rendered) => {
    const service = ofKind(rendered, 'Service').find(({ metadata }) =>
      matches(monitor['spec'].selector.matchLabels, metadata.labels),
    );
    return (
      !service?.['spec'].ports.some(
        (port: { name: string }) => port.name === monitor['spec'].endpoints[0].port,
      ) && 'nothing'
    );
  }),
  eachObject(['PodMonitor'], 'finds the port of a pod', (monitor, rendered) => {
    const own = workloads(rendered).find(({ podLabels }) =>
      matches(monitor['spec'].selector.matchLabels, podLabels),
    );
    const [{ port }] = monitor['spec'].podMetricsEndpoints;
    return own && !own.containers[0].ports.some((one: { name: string }) => one.name === port) && port;
  }),
  eachObject(
    ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'],
    'carries the labels by which Prometheus finds it',
    ({ kind, metadata }, { values }) => {
      const wanted = values.metrics?.[kind === 'PrometheusRule' ? 'rules' : 'monitors']?.labels ?? {};
      return !matches(wanted, metadata.labels) && 'labels';
    },
  ),
  eachObject(
    ['PrometheusRule'],
    'names this release in every expression and a runbook for every alert',
    ({ spec }) => {
      const wrong = spec.groups[0].rules.filter(
        (rule: { expr: string; annotations: Record<string, string>; labels: Record<string, string> }) =>
          /\bNAMESPACE\b|\bNAME\b|POSTGRES/.test(rule.expr) ||
          !rule.expr.includes('namespace="money"') ||
          !rule.annotations['runbook_url'] ||
          !rule.annotations['summary'] ||
          !rule.labels['severity'],
      );
      return wrong.length > 0 && wrong.map((rule: { alert: string }) => rule.alert).join(', ');
    },
  ),
];

export const networkInvariants: Invariant[] = [...reach, ...services, ...monitors];
