import {
  bytes,
  deployments,
  eachContainer,
  eachDeployment,
  eachWorkload,
  matches,
  ofKind,
  whole,
} from '../support/look.ts';
import type { Invariant } from '../support/look.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Pod Security "restricted", and what we ask beyond it. */
const security: Invariant[] = [
  eachWorkload('runs as 1001:1001, never as root', ({ pod }) => {
    const { runAsNonRoot, runAsUser, runAsGroup, fsGroup } = pod.securityContext ?? {};
    return !same([runAsNonRoot, runAsUser, runAsGroup, fsGroup], [true, 1001, 1001, 1001]) && 'another user';
  }),
  eachWorkload(
    'has the default seccomp profile',
    ({ pod }) => pod.securityContext?.seccompProfile?.type !== 'RuntimeDefault' && 'no seccomp profile',
  ),
  eachWorkload(
    'shares nothing with its node',
    ({ pod }) =>
      (pod.hostNetwork || pod.hostPID || pod.hostIPC || pod.shareProcessNamespace) && 'shares a namespace',
  ),
  eachWorkload(
    'mounts no path of its node',
    ({ pod }) => (pod.volumes ?? []).some((volume: { hostPath?: unknown }) => volume.hostPath) && 'hostPath',
  ),
  eachContainer(
    'gains no privileges',
    ({ securityContext }) =>
      (securityContext?.allowPrivilegeEscalation !== false || securityContext.privileged) && 'may escalate',
  ),
  eachContainer(
    'drops every capability and adds none',
    ({ securityContext }) =>
      (!same(securityContext?.capabilities?.drop, ['ALL']) || securityContext.capabilities.add) &&
      'capabilities',
  ),
  eachContainer(
    'overrides neither user nor seccomp of the pod',
    ({ securityContext }) =>
      (securityContext?.runAsUser !== undefined || securityContext?.seccompProfile !== undefined) &&
      'overrides',
  ),
  whole('has a read-only root file system, except for file sync', (rendered) =>
    deployments(rendered).flatMap(({ id, all }) =>
      all
        .filter(
          (container) =>
            container.securityContext.readOnlyRootFilesystem !==
            !(rendered.values.development?.writableRoot ?? false),
        )
        .map((container) => `${id} ${container.name}`),
    ),
  ),
  eachContainer(
    'opens no port of its node',
    ({ ports }) => (ports ?? []).some((port: { hostPort?: number }) => port.hostPort) && 'hostPort',
  ),
  eachContainer(
    'listens above 1024',
    ({ ports }) =>
      (ports ?? []).some((port: { containerPort: number }) => port.containerPort < 1024) &&
      'a privileged port',
  ),
];

const tokens: Invariant[] = [
  eachWorkload(
    'holds a token only to make secrets',
    ({ pod, component, object }) =>
      pod.automountServiceAccountToken !== (component === 'secrets' && object.kind === 'Job') && 'token',
  ),
  eachWorkload(
    'uses a service account of the release',
    ({ pod }, rendered) =>
      !ofKind(rendered, 'ServiceAccount').some(({ metadata }) => metadata.name === pod.serviceAccountName) &&
      `${pod.serviceAccountName} is not there`,
  ),
  eachWorkload(
    'is told nothing about other services',
    ({ pod }) => pod.enableServiceLinks !== false && 'links',
  ),
];

const resources: Invariant[] = [
  eachContainer(
    'requests CPU and memory',
    ({ resources: { requests } = {} }) => !(requests?.cpu && requests.memory) && 'no requests',
  ),
  eachContainer(
    'limits memory and not CPU',
    ({ resources: { limits } = {} }) => (!limits?.memory || limits.cpu !== undefined) && 'limits',
  ),
  eachContainer(
    'limits memory at or above the request',
    ({ resources: { limits, requests } }) =>
      bytes(limits.memory) < bytes(requests.memory) && 'limit below request',
  ),
  eachDeployment('keeps the heap below the memory limit', ({ containers }) => {
    const [container] = containers;
    const options = container.env.find((one: { name: string }) => one.name === 'NODE_OPTIONS')?.value ?? '';
    const heap =
      Number(/^--max-semi-space-size=8 --max-old-space-size=(\d+)$/.exec(options)?.[1] ?? Infinity) * 2 ** 20;
    const limit = bytes(container.resources.limits.memory);
    return (heap > 0.8 * limit || heap < 0.5 * limit) && `${options} of ${container.resources.limits.memory}`;
  }),
];

const probes: Invariant[] = [
  eachDeployment(
    'has startup, live and ready probes',
    ({ containers }) =>
      containers.some(
        ({ startupProbe, livenessProbe, readinessProbe }) =>
          !(startupProbe && livenessProbe && readinessProbe),
      ) && 'a probe is missing',
  ),
  eachDeployment(
    'probes on the internal port',
    ({ containers }) =>
      containers.some(({ startupProbe, livenessProbe, readinessProbe }) =>
        [startupProbe, livenessProbe, readinessProbe].some((probe) => probe.httpGet.port !== 'internal'),
      ) && 'another port',
  ),
  eachDeployment(
    'asks for life elsewhere than for readiness',
    ({ containers }) =>
      containers.some(
        ({ livenessProbe, readinessProbe }) => livenessProbe.httpGet.path === readinessProbe.httpGet.path,
      ) && 'a database that is away would restart every pod',
  ),
  eachDeployment(
    'has a minute or more to come up',
    ({ containers }) =>
      containers.some(
        ({ startupProbe: { periodSeconds, failureThreshold } }) => periodSeconds * failureThreshold < 60,
      ) && 'too short',
  ),
  eachContainer(
    'names the ports that its probes use',
    ({ ports, livenessProbe }) =>
      livenessProbe !== undefined &&
      !ports.some((port: { name: string }) => port.name === livenessProbe.httpGet.port) &&
      'no such port',
  ),
  {
    name: 'probes no Job, test or init container',
    check: (rendered) =>
      deployments(rendered).flatMap(({ id, initContainers }) =>
        initContainers.filter((container) => container.livenessProbe).map(({ name }) => `${id} ${name}`),
      ),
  },
];

const images: Invariant[] = [
  eachContainer(
    'names an image with a tag or digest, never latest',
    ({ image }) => (!/(:[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image) || /:latest(@|$)/.test(image)) && image,
  ),
  eachContainer('runs our own image only', ({ image }) => !/\/ikpa\/(api|web)[:@]/.test(image) && image),
  eachContainer(
    'pulls as the values say',
    ({ imagePullPolicy }) =>
      !['Always', 'IfNotPresent', 'Never'].includes(imagePullPolicy) && `${imagePullPolicy}`,
  ),
  {
    name: 'takes the digest when one is given',
    check: ({ values, text }) =>
      ['api', 'web'].flatMap((part) => {
        const digest = values[part]?.image?.digest;
        const [repository] = [values[part]?.image?.repository];
        const plain = new RegExp(`${repository}(:[^@\\s]+)?$`, 'm');
        return digest && plain.test(text) ? [`${part} without its digest`] : [];
      }),
  },
  eachWorkload(
    'pulls with the secrets that are given',
    ({ pod }, { values }) => !same(pod.imagePullSecrets, values.image?.pullSecrets) && 'pull secrets',
  ),
  eachContainer(
    'starts node by arguments, without a shell',
    ({ command, args }, { component }) =>
      (command !== undefined || (component !== 'web' && !/^dist\/bin\/[\w-]+\.js$/.test(args?.[0] ?? ''))) &&
      'a command',
  ),
];

const volumes: Invariant[] = [
  eachWorkload('has a volume for every mount, and a mount for every volume', ({ pod, all }) => {
    const has = new Set<unknown>((pod.volumes ?? []).map((volume: { name: string }) => volume.name));
    const used = new Set<unknown>(
      all.flatMap((one) => (one.volumeMounts ?? []).map((mount: { name: string }) => mount.name)),
    );
    const wrong = [...has, ...used].filter((name) => !has.has(name) || !used.has(name));
    return wrong.length > 0 && wrong.join(', ');
  }),
  eachContainer('mounts nothing twice at one place', ({ volumeMounts = [] }) => {
    const paths = volumeMounts.map((mount: { mountPath: string }) => mount.mountPath);
    return new Set(paths).size !== paths.length && paths.join(', ');
  }),
  eachWorkload(
    'bounds every scratch volume',
    ({ pod }) =>
      (pod.volumes ?? []).some(
        (volume: { emptyDir?: { sizeLimit?: string } }) => volume.emptyDir && !volume.emptyDir.sizeLimit,
      ) && 'no sizeLimit',
  ),
  eachDeployment(
    'has a /tmp to write to',
    ({ containers }) =>
      !containers[0].volumeMounts.some((mount: { mountPath: string }) => mount.mountPath === '/tmp') &&
      'no /tmp',
  ),
];

const rollout: Invariant[] = [
  eachDeployment('never takes a pod away before another is ready', ({ object }) => {
    const { maxUnavailable, maxSurge } = object['spec'].strategy.rollingUpdate;
    return (maxUnavailable !== 0 || maxSurge < 1) && 'rollingUpdate';
  }),
  eachDeployment(
    'waits a while before it calls a pod available',
    ({ object }) => !(object['spec'].minReadySeconds >= 5) && 'minReadySeconds',
  ),
  eachDeployment(
    'lingers before it ends, unless nobody sends to it',
    ({ containers, component }) =>
      component !== 'worker' && !(containers[0].lifecycle?.preStop.sleep.seconds >= 5) && 'no preStop',
  ),
  eachDeployment('has time to finish after lingering', ({ pod, containers }) => {
    const linger = containers[0].lifecycle?.preStop.sleep.seconds ?? 0;
    return pod.terminationGracePeriodSeconds < linger + 30 && 'the grace period is too short';
  }),
  eachDeployment(
    'waits for the schema before it starts, if it reads the database',
    ({ component, initContainers }) =>
      (component === 'web'
        ? initContainers.length !== 0
        : initContainers[0]?.args[0] !== 'dist/bin/wait-for-schema.js') && 'no gate',
  ),
  eachDeployment(
    'gives up later than its gate',
    ({ object, initContainers }) =>
      initContainers.length > 0 &&
      object['spec'].progressDeadlineSeconds <= Number(initContainers[0].args.at(-1)) &&
      'the rollout fails while pods still wait',
  ),
  eachDeployment('says how many pods, or leaves that to the autoscaler', ({ object }, rendered) => {
    const scaled = ofKind(rendered, 'HorizontalPodAutoscaler').some(
      (scaler) => scaler['spec'].scaleTargetRef.name === object.metadata.name,
    );
    return scaled === (object['spec'].replicas !== undefined) && 'both or neither';
  }),
  eachDeployment(
    'keeps a few old versions to go back to',
    ({ object }) => !(object['spec'].revisionHistoryLimit >= 1) && 'none',
  ),
  eachDeployment(
    'spreads over nodes and zones by its own labels',
    ({ pod, podLabels, component }, { values }) => {
      if (values[component]?.topologySpread?.enabled === false)
        return pod.topologySpreadConstraints && 'spread';
      const keys = (pod.topologySpreadConstraints ?? []).map(
        (one: { topologyKey: string }) => one.topologyKey,
      );
      const own = (pod.topologySpreadConstraints ?? []).every(
        (one: { labelSelector: { matchLabels: Record<string, string> } }) =>
          matches(one.labelSelector.matchLabels, podLabels) &&
          one.labelSelector.matchLabels['app.kubernetes.io/instance'],
      );
      return (keys.length !== 2 || !own) && 'no spread, or over foreign pods';
    },
  ),
];

const selectors: Invariant[] = [
  eachDeployment('selects its own pods by name, instance and component', ({ object, podLabels }) => {
    const selector = object['spec'].selector.matchLabels as Record<string, string>;
    const keys = ['name', 'instance', 'component'].map((key) => `app.kubernetes.io/${key}`);
    return (
      !(same(Object.keys(selector).sort(), keys.sort()) && matches(selector, podLabels)) &&
      JSON.stringify(selector)
    );
  }),
  eachDeployment(
    'keeps what changes with a version out of its selector',
    ({ object }) =>
      Object.keys(object['spec'].selector.matchLabels).some((key) => /version|chart|managed/.test(key)) &&
      'version',
  ),
  whole('selects no pod by two Deployments', (rendered) => {
    const all = deployments(rendered);
    return all.flatMap(({ object, podLabels, id }) =>
      all
        .filter(
          (other) => other.object !== object && matches(other.object['spec'].selector.matchLabels, podLabels),
        )
        .map((other) => `${id} and ${other.id}`),
    );
  }),
];

export const podInvariants: Invariant[] = [
  ...security,
  ...tokens,
  ...resources,
  ...probes,
  ...images,
  ...volumes,
  ...rollout,
  ...selectors,
];
