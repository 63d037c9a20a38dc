import type { KubeObject, Rendered } from './chart.ts';

/** One rule that every value set must keep: what is wrong, in words; nothing when all is well. */
export interface Invariant {
  name: string;
  check: (rendered: Rendered) => string[];
}

// eslint-disable-next-line typescript/no-explicit-any -- manifests have no one type
type Loose = any;

export interface Workload {
  object: KubeObject;
  id: string;
  component: string;
  pod: Loose;
  podLabels: Record<string, string>;
  containers: Loose[];
  initContainers: Loose[];
  all: Loose[];
  longLived: boolean;
}

export const idOf = (object: KubeObject): string => `${object.kind}/${object.metadata.name}`;

export function ofKind(rendered: Rendered, ...kinds: string[]): KubeObject[] {
  return rendered.objects.filter((object) => kinds.includes(object.kind));
}

/** Everything of ours that runs pods. */
export function workloads(rendered: Rendered): Workload[] {
  return ofKind(rendered, 'Deployment', 'Job', 'Pod').map((object) => {
    const template = object.kind === 'Pod' ? object : object['spec'].template;
    const containers: Loose[] = template.spec.containers ?? [];
    const initContainers: Loose[] = template.spec.initContainers ?? [];
    return {
      object,
      id: idOf(object),
      component: object.metadata.labels?.['app.kubernetes.io/component'] ?? '',
      pod: template.spec,
      podLabels: template.metadata.labels ?? {},
      containers,
      initContainers,
      all: [...initContainers, ...containers],
      longLived: object.kind === 'Deployment',
    };
  });
}

export const deployments = (rendered: Rendered): Workload[] =>
  workloads(rendered).filter((workload) => workload.longLived);

/** A rule for every workload. */
export function eachWorkload(
  name: string,
  check: (workload: Workload, rendered: Rendered) => string | null | false,
): Invariant {
  return {
    name,
    check: (rendered) =>
      workloads(rendered).flatMap((workload) => {
        const problem = check(workload, rendered);
        return problem ? [`${workload.id}: ${problem}`] : [];
      }),
  };
}

/** A rule for every Deployment. */
export function eachDeployment(
  name: string,
  check: (workload: Workload, rendered: Rendered) => string | null | false,
): Invariant {
  return eachWorkload(name, (workload, rendered) => workload.longLived && check(workload, rendered));
}

/** A rule for every container, init containers included. */
export function eachContainer(
  name: string,
  check: (container: Loose, workload: Workload) => string | null | false,
): Invariant {
  return {
    name,
    check: (rendered) =>
      workloads(rendered).flatMap((workload) =>
        workload.all.flatMap((container) => {
          const problem = check(container, workload);
          return problem ? [`${workload.id} ${container.name}: ${problem}`] : [];
        }),
      ),
  };
}

/** A rule for every object of these kinds. */
export function eachObject(
  kinds: readonly string[] | 'all',
  name: string,
  check: (object: KubeObject, rendered: Rendered) => string | null | false,
): Invariant {
  return {
    name,
    check: (rendered) =>
      (kinds === 'all' ? rendered.objects : ofKind(rendered, ...kinds)).flatMap((object) => {
        const problem = check(object, rendered);
        return problem ? [`${idOf(object)}: ${problem}`] : [];
      }),
  };
}

/** A rule for the whole release. */
export const whole = (name: string, check: (rendered: Rendered) => string[]): Invariant => ({ name, check });

/** True when every pair of `selector` is among `labels`. */
export function matches(
  selector: Record<string, string>,
  labels: Record<string, string> | undefined,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}

/** Kubernetes' quantities of memory as bytes. */
export function bytes(quantity: string): number {
  const [, number, unit] = /^([0-9.]+)(Ki|Mi|Gi|Ti|k|M|G|T)?$/.exec(quantity) ?? [];
  const power = {
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
  } as Record<string, number>;
  return Number(number) * (power[unit ?? ''] ?? 1);
}
