import { createHash } from 'node:crypto';
import { deployments, eachObject, ofKind, whole, workloads } from '../support/look.ts';
import type { Invariant } from '../support/look.ts';

const jobs: Invariant[] = [
  eachObject(
    ['Job'],
    'lives on after it has ended',
    (job) => job['spec'].ttlSecondsAfterFinished !== undefined && 'TTL',
  ),
  eachObject(
    ['Job'],
    'tries a bounded number of times, for a bounded time',
    (job) => !(job['spec'].backoffLimit >= 0 && job['spec'].activeDeadlineSeconds > 0) && 'unbounded',
  ),
  eachObject(
    ['Job'],
    'never restarts in place, so that each log stays',
    (job) => job['spec'].template.spec.restartPolicy !== 'Never' && 'restartPolicy',
  ),
  eachObject(
    ['Job'],
    'is named by a hash, because a Job cannot change',
    ({ metadata }) => !/-[0-9a-f]{8}$/.test(metadata.name) && metadata.name,
  ),
  whole('names Jobs apart when their spec differs', (rendered) => {
    const hashes = ofKind(rendered, 'Job').map((job) =>
      createHash('sha256').update(JSON.stringify(job['spec'])).digest('hex'),
    );
    return new Set(hashes).size === hashes.length ? [] : ['two equal Jobs'];
  }),
  eachObject(['Job'], 'that migrates gives up at once on what does not pass', ({ metadata, ...job }) => {
    if (!metadata.name.includes('-migrate-')) return null;
    const [first, second] = job['spec'].podFailurePolicy?.rules ?? [];
    return (
      !(
        first?.action === 'FailJob' &&
        JSON.stringify(first.onExitCodes.values) === '[2,3]' &&
        second?.action === 'Ignore' &&
        second.onPodConditions[0].type === 'DisruptionTarget'
      ) && 'podFailurePolicy'
    );
  }),
  whole('migrates unless a pipeline does', (rendered) => {
    const found = ofKind(rendered, 'Job').filter(({ metadata }) =>
      metadata.name.includes('-migrate-'),
    ).length;
    return found === (rendered.values.migrations?.enabled === false ? 0 : 1) ? [] : [`${found} migrate Jobs`];
  }),
  whole('never runs a migration in a long-lived pod', (rendered) =>
    deployments(rendered).flatMap(({ id, all }) =>
      all.some(({ args }) => /migrate/.test(`${args}`)) ? [id] : [],
    ),
  ),
];

const managed = (values: { postgresql?: { mode?: string } }): boolean =>
  values.postgresql?.mode !== 'external';

const postgres: Invariant[] = [
  whole('makes a Cluster when Postgres is managed, and only then', (rendered) =>
    ofKind(rendered, 'Cluster').length === (managed(rendered.values) ? 1 : 0) ? [] : ['Cluster'],
  ),
  eachObject(
    ['Cluster'],
    'is kept at uninstall unless told otherwise',
    ({ metadata }, { values }) =>
      (metadata.annotations?.['helm.sh/resource-policy'] === 'keep') !==
        (values.postgresql?.managed?.keep ?? true) && 'keep',
  ),
  eachObject(
    ['Cluster'],
    'takes no connection without TLS',
    (cluster) =>
      JSON.stringify(cluster['spec'].postgresql.pg_hba) !==
        '["hostssl all all all scram-sha-256","hostnossl all all all reject"]' && 'pg_hba',
  ),
  eachObject(
    ['Cluster'],
    'has no way in for a superuser',
    (cluster) => cluster['spec'].enableSuperuserAccess !== false && 'superuser',
  ),
  eachObject(
    ['Cluster'],
    'has a disruption budget only with a second instance',
    (cluster) => cluster['spec'].enablePDB !== cluster['spec'].instances > 1 && 'enablePDB',
  ),
  eachObject(
    ['Cluster'],
    'commits on two instances where there are two',
    (cluster) =>
      (cluster['spec'].postgresql.synchronous !== undefined) !== cluster['spec'].instances > 1 &&
      'synchronous',
  ),
  eachObject(['Cluster'], 'gives the application a role that owns nothing', (cluster) => {
    const [role, ...more] = cluster['spec'].managed.roles;
    const { database, owner } = cluster['spec'].bootstrap.initdb ?? cluster['spec'].bootstrap.recovery;
    return (
      (more.length > 0 ||
        role.name !== 'ikpa_app' ||
        role.superuser ||
        role.createdb ||
        role.bypassrls ||
        owner !== 'ikpa' ||
        database !== 'ikpa') &&
      'roles'
    );
  }),
  eachObject(
    ['Cluster'],
    'does not wait for pools that never close',
    (cluster) => !(cluster['spec'].smartShutdownTimeout <= 15) && 'smartShutdownTimeout',
  ),
  eachObject(
    ['Cluster'],
    'names a version of PostgreSQL',
    (cluster) => !/:1[5-8]\b/.test(cluster['spec'].imageName) && cluster['spec'].imageName,
  ),
  whole('archives exactly when backups are on', (rendered) => {
    const on = rendered.values.postgresql?.managed?.backup?.enabled ?? false;
    const [cluster] = ofKind(rendered, 'Cluster');
    const found = [
      ofKind(rendered, 'ScheduledBackup').length === 1,
      ofKind(rendered, 'ObjectStore').length === 1,
      cluster?.['spec'].plugins !== undefined,
    ];
    return found.every((one) => one === on) ? [] : [JSON.stringify(found)];
  }),
  eachObject(
    ['Cluster'],
    'loses at most five minutes when it archives',
    (cluster) =>
      cluster['spec'].plugins !== undefined &&
      cluster['spec'].postgresql.parameters.archive_timeout !== '300s' &&
      'archive_timeout',
  ),
  eachObject(
    ['ScheduledBackup'],
    'uses the plugin, six fields and the Cluster of this release',
    (backup, rendered) => {
      const { method, schedule, cluster } = backup['spec'];
      return (
        !(
          method === 'plugin' &&
          schedule.split(' ').length === 6 &&
          cluster.name === ofKind(rendered, 'Cluster')[0]?.metadata.name
        ) && 'spec'
      );
    },
  ),
  eachObject(
    ['ScheduledBackup'],
    'is named after its Cluster, which it cannot change',
    ({ metadata, spec }) => !metadata.name.startsWith(`${spec.cluster.name}-`) && metadata.name,
  ),
  eachObject(['Cluster'], 'archives a restored database under a name of its own', (cluster) => {
    const origin = cluster['spec'].externalClusters?.[0].plugin.parameters.serverName;
    return (
      origin !== undefined &&
      cluster['spec'].plugins?.[0].parameters.serverName === origin &&
      'the same serverName'
    );
  }),
  whole('verifies the server of a managed Postgres', (rendered) =>
    managed(rendered.values)
      ? workloads(rendered).flatMap(({ id, all }) =>
          all.flatMap(({ env = [] }) =>
            (env as { name: string; value?: string }[])
              .filter(
                (one) =>
                  /^DATABASE_(OWNER_)?URL$/.test(one.name) &&
                  !one.value?.includes('sslmode=verify-full&sslrootcert='),
              )
              .map((one) => `${id} ${one.name}`),
          ),
        )
      : [],
  ),
];

const redis: Invariant[] = [
  whole('makes a Redis when it is managed, and only then', (rendered) =>
    ofKind(rendered, 'Redis', 'RedisReplication').length ===
    ((rendered.values.redis?.mode ?? 'managed') === 'managed' ? 1 : 0)
      ? []
      : ['Redis'],
  ),
  eachObject(
    ['Redis', 'RedisReplication'],
    'asks for a password',
    (object) => !object['spec'].kubernetesConfig.redisSecret?.key && 'no password',
  ),
  eachObject(
    ['Redis', 'RedisReplication'],
    'keeps its data over a restart',
    (object) => !object['spec'].storage?.volumeClaimTemplate && 'no storage',
  ),
  eachObject(
    ['Redis', 'RedisReplication'],
    'passes Pod Security "restricted" in each of its pods',
    ({ spec }) => {
      const pods = [spec, ...(spec.sentinel ? [spec.sentinel] : [])];
      const pod = pods.every(
        (one) =>
          one.podSecurityContext?.runAsNonRoot &&
          one.podSecurityContext.seccompProfile?.type === 'RuntimeDefault',
      );
      const containers = [...pods, ...(spec.redisExporter ? [spec.redisExporter] : [])];
      const each = containers.every(
        (one) =>
          one.securityContext?.allowPrivilegeEscalation === false &&
          one.securityContext.capabilities.drop[0] === 'ALL',
      );
      return !(pod && each) && 'security context';
    },
  ),
  eachObject(
    ['Redis', 'RedisReplication'],
    'is a Redis under a free licence',
    ({ spec }) => !/:v?7\.[02]\./.test(spec.kubernetesConfig.image) && spec.kubernetesConfig.image,
  ),
  whole('talks to the master of a replication', (rendered) => {
    const [replication] = ofKind(rendered, 'RedisReplication');
    return replication && !rendered.text.includes(`redis://${replication.metadata.name}-master:6379`)
      ? ['REDIS_URL']
      : [];
  }),
];

const budgets: Invariant[] = [
  eachObject(['PodDisruptionBudget'], 'lets a drain go on', (budget, rendered) => {
    const target = deployments(rendered).find(({ object }) => object.metadata.name === budget.metadata.name);
    const scaler = ofKind(rendered, 'HorizontalPodAutoscaler').find(
      ({ metadata }) => metadata.name === budget.metadata.name,
    );
    const fewest = scaler?.['spec'].minReplicas ?? target?.object['spec'].replicas ?? 0;
    return (
      (!(budget['spec'].maxUnavailable >= 1) || budget['spec'].minAvailable !== undefined || fewest < 2) &&
      'may block'
    );
  }),
  eachObject(['PodDisruptionBudget'], 'covers pods that exist', (budget, rendered) => {
    const target = deployments(rendered).find(({ object }) => object.metadata.name === budget.metadata.name);
    return (
      JSON.stringify(budget['spec'].selector.matchLabels) !==
        JSON.stringify(target?.object['spec'].selector.matchLabels) && 'selector'
    );
  }),
  eachObject(
    ['PodDisruptionBudget'],
    'lets sick pods be evicted',
    (budget) => budget['spec'].unhealthyPodEvictionPolicy !== 'AlwaysAllow' && 'policy',
  ),
  whole('has a budget wherever two pods run', (rendered) =>
    deployments(rendered).flatMap(({ object, component }) => {
      const off = rendered.values[component]?.podDisruptionBudget?.enabled === false;
      const many = (object['spec'].replicas ?? 2) >= 2;
      const found = ofKind(rendered, 'PodDisruptionBudget').some(
        ({ metadata }) => metadata.name === object.metadata.name,
      );
      return found === (many && !off) ? [] : [object.metadata.name];
    }),
  ),
  eachObject(['HorizontalPodAutoscaler'], 'scales what exists, slowly down', (scaler, rendered) => {
    const { scaleTargetRef, behavior, minReplicas, maxReplicas, metrics } = scaler['spec'];
    const target = deployments(rendered).find(({ object }) => object.metadata.name === scaleTargetRef.name);
    const container = target?.containers.some(({ name }) => name === metrics[0].containerResource.container);
    return (
      !(container && behavior.scaleDown.stabilizationWindowSeconds >= 120 && minReplicas <= maxReplicas) &&
      'spec'
    );
  }),
];

export const dataInvariants: Invariant[] = [...jobs, ...postgres, ...redis, ...budgets];
